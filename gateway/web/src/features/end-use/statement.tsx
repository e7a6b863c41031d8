// SPDX-License-Identifier: Apache-2.0
import type { CertificateContent } from "@licet/domain/certificate/schemas";
import type { ReactElement } from "react";
import { type Column, DataTable } from "../../components/data-table";
import { type Fact, Facts } from "../../components/facts";
import { Panel } from "../../components/panel";
import { Latin, Ref } from "../../components/ref";
import { useFormats, useWords } from "../../words/use-words";

type Named = CertificateContent["exporter"];
type Line = CertificateContent["lines"][number];

/** What the end user states, all of it: whoever signs or certifies reads this. */
export function Statement({ content }: { readonly content: CertificateContent }): ReactElement {
  const t = useWords();
  return (
    <>
      <Panel title={t("end-use.statement")}>
        <Facts facts={useFacts(content)} />
      </Panel>
      <Panel title={t("end-use.goods")} padded={false}>
        <DataTable
          label={t("end-use.goods.table")}
          columns={useLineColumns()}
          rows={content.lines}
          keyOf={({ line }) => line.toString()}
          nameOf={({ description }) => description}
          empty={null}
        />
      </Panel>
    </>
  );
}

function useFacts(content: CertificateContent): readonly Fact[] {
  const t = useWords();
  const { day } = useFormats();
  const { exporter, consignee, endUser, otherParties, contract, signatory } = content;
  return [
    { label: t("end-use.endUser"), value: <NamedParty named={endUser} /> },
    { label: t("end-use.consignee"), value: <NamedParty named={consignee} /> },
    { label: t("end-use.exporter"), value: <NamedParty named={exporter} /> },
    ...otherParties.map((other) => ({ label: other.role, value: <NamedParty named={other} /> })),
    { label: t("end-use.destination"), value: <Ref>{content.destination}</Ref> },
    { label: t("end-use.endUse"), value: <bdi>{content.endUse}</bdi> },
    ...(contract === undefined
      ? []
      : [
          {
            label: t("end-use.contract"),
            value: (
              <>
                <Ref>{contract.reference}</Ref> {contract.date !== undefined && day(contract.date)}
              </>
            ),
          },
        ]),
    ...(signatory === undefined
      ? []
      : [{ label: t("end-use.signatory"), value: <bdi>{`${signatory.name}, ${signatory.position}`}</bdi> }]),
    ...(content.files ?? []).map(({ hash }) => ({ label: t("end-use.file"), value: <Ref wrap>{hash}</Ref> })),
  ];
}

function NamedParty({ named }: { readonly named: Named }): ReactElement {
  return (
    <>
      <Latin>{named.name}</Latin> {named.party !== undefined && <Ref>{named.party}</Ref>}
      <br />
      <bdi className="muted">{[named.address, named.country].filter((each) => each !== undefined).join(", ")}</bdi>
    </>
  );
}

function useLineColumns(): readonly Column<Line>[] {
  const t = useWords();
  const { quantity, money } = useFormats();
  return [
    { id: "line", head: t("end-use.line"), figures: true, cell: ({ line }) => line },
    { id: "description", head: t("end-use.description"), cell: ({ description }) => <bdi>{description}</bdi> },
    {
      id: "code",
      head: t("end-use.controlCode"),
      cell: ({ controlCode }) => (controlCode === undefined ? t("end-use.notStated") : <Ref>{controlCode}</Ref>),
    },
    { id: "quantity", head: t("end-use.quantity"), figures: true, cell: (line) => quantity(line.quantity) },
    {
      id: "value",
      head: t("end-use.value"),
      figures: true,
      cell: ({ value }) => (value === undefined ? t("end-use.notStated") : money(value)),
    },
  ];
}
