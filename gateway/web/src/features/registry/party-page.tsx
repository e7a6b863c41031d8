// SPDX-License-Identifier: Apache-2.0
import { PartyContent } from "@licet/domain/party/schemas";
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { type Party, setInForce, useParty } from "../../api/registers";
import { useSaltedPart } from "../../api/salted-part";
import { useSession } from "../../api/session";
import { Facts } from "../../components/facts";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Ref, RefPlate } from "../../components/ref";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { KeysPanel } from "./keys-panel";
import { PartyStatusTag } from "./party-status";
import { ReasonForm } from "./reason-form";

/** A party: what its register says, who it is, the keys it signs with. */
export function PartyPage(): ReactElement {
  const t = useWords();
  const { party = "" } = useParams();
  const { role } = useSession();
  const query = useParty(party);
  return (
    <>
      <PageTitle>{party}</PageTitle>
      <PageHead
        title={<RefPlate>{party}</RefPlate>}
        crumb={<Link to="/registry/parties">{t("registry.title")}</Link>}
      />
      <Answer query={query} lines={6}>
        {(record) => (
          <div className="stack">
            <Entry record={record} />
            <Named party={party} />
            <KeysPanel party={party} isRegistrar={role === "registrar"} />
            {role === "registrar" && <InForce record={record} />}
          </div>
        )}
      </Answer>
    </>
  );
}

function Entry({ record }: { readonly record: Party }): ReactElement {
  const t = useWords();
  const { day, list, moment } = useFormats();
  const { kinds, jurisdiction, validFrom, validTo, registeredAt, changed } = record;
  return (
    <Panel title={t("registry.entry")} note={<PartyStatusTag status={record.status} />}>
      <Facts
        facts={[
          { label: t("registry.kinds"), value: list(kinds.map((kind) => t(`registry.kind.${kind}`))) },
          { label: t("registry.jurisdiction"), value: <Ref>{jurisdiction}</Ref> },
          { label: t("registry.validFrom"), value: day(validFrom) },
          { label: t("registry.validTo"), value: validTo === undefined ? t("registry.noEnd") : day(validTo) },
          { label: t("registry.registeredAt"), value: moment(registeredAt) },
          ...(changed === undefined
            ? []
            : [
                {
                  label: t("registry.changed"),
                  value: `${t(`registry.reason.${changed.reason}`)}, ${moment(changed.at)}`,
                },
              ]),
        ]}
      />
    </Panel>
  );
}

function Named({ party }: { readonly party: string }): ReactElement {
  const t = useWords();
  const query = useSaltedPart({ kind: "party", id: party, part: "content" });
  return (
    <Panel title={t("registry.who")}>
      <Answer query={query}>
        {(part) => {
          const read = PartyContent.safeParse(part?.content);
          if (!read.success) return <p>{t("registry.hidden.about")}</p>;
          const { name, address, country, identifiers } = read.data;
          return (
            <Facts
              facts={[
                { label: t("registry.name"), value: <bdi>{name}</bdi> },
                { label: t("registry.address"), value: <bdi>{address}</bdi> },
                { label: t("registry.country"), value: <Ref>{country}</Ref> },
                ...identifiers.map(({ scheme, value }) => ({ label: scheme, value: <Ref>{value}</Ref> })),
              ]}
            />
          );
        }}
      </Answer>
    </Panel>
  );
}

function InForce({ record }: { readonly record: Party }): ReactElement {
  const t = useWords();
  const act = record.status === "active" ? "suspend" : "reinstate";
  const title = t(`registry.${act}.title`);
  return (
    <Panel title={title}>
      <ReasonForm
        label={title}
        means={t(`registry.${act}.means`)}
        act={t(`registry.${act}.act`)}
        stops={act === "suspend"}
        send={(reason, key) => setInForce(record.id, act === "reinstate", reason, key)}
      />
    </Panel>
  );
}
