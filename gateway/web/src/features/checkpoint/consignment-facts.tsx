// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useConsignment } from "../../api/consignments";
import { useHead } from "../../api/custody";
import { Route, Subject as SubjectFacts } from "../../components/facts";
import { Ref } from "../../components/ref";
import { useWords } from "../../words/use-words";
import type { Subject, Verified } from "./verdict/use-verdict";
import { usePlace } from "./where";

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
