// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { api, contentOf } from "../../api/client";
import { useHead } from "../../api/custody";
import { keys } from "../../api/keys";
import type { operations } from "../../api/schema";
import { Route, Subject as SubjectFacts } from "../../components/facts";
import { Ref } from "../../components/ref";
import { useWords } from "../../words/use-words";
import type { Subject, Verified } from "./verdict/use-verdict";
import { usePlace } from "./where";

/** A consignment as everybody on the channel sees it. */
export type ConsignmentRecord = operations["consignmentRead"]["responses"]["200"]["content"]["application/json"];

/** A consignment's public record. */
export function useConsignment(consignment: string | undefined): UseQueryResult<ConsignmentRecord> {
  return useQuery({
    queryKey: keys.record("consignment", consignment ?? ""),
    queryFn: ({ signal }) =>
      contentOf(
        api.GET("/v1/consignments/{consignment}", { params: { path: { consignment: consignment ?? "" } }, signal }),
      ),
    enabled: consignment !== undefined,
  });
}

/** Items of a consignment's licensed goods, of which somebody may count; none while they are not known. */
export function useItems({ kind, id }: Subject): readonly number[] {
  const { data } = useConsignment(kind === "consignment" ? id : undefined);
  return [...new Set(data?.allocations.map(({ item }) => item))].sort((left, right) => left - right);
}

interface ConsignmentFactsProps {
  readonly consignment: string;
  readonly answer: Verified | undefined;
}

/** What a consignment is known by, where it goes and how far it is. Nothing that is to be read or counted. */
export function ConsignmentFacts({ consignment, answer }: ConsignmentFactsProps): ReactElement {
  const t = useWords();
  const { data } = useConsignment(consignment);
  const head = useHead(consignment);
  const place = usePlace();
  const ucr = data?.ucr ?? answer?.ucr;
  return (
    <SubjectFacts
      label={t("checkpoint.consignment")}
      facts={[
        { label: t("checkpoint.ucr"), value: ucr === undefined ? t("checkpoint.notKnown") : <Ref wrap>{ucr}</Ref> },
        { label: t("checkpoint.consignment"), value: <Ref wrap>{consignment}</Ref> },
        ...(data === undefined
          ? []
          : [
              { label: t("checkpoint.route"), value: <Route places={data.route} here={place} /> },
              { label: t("checkpoint.status"), value: t(`checkpoint.status.${data.status}`) },
            ]),
        ...(head.data === undefined
          ? []
          : [{ label: t("checkpoint.custodian"), value: <Ref>{head.data.custodian}</Ref> }]),
      ]}
    />
  );
}
