// SPDX-License-Identifier: Apache-2.0
import { ConsignmentGoods, type DeclaredParty } from "@licet/domain/consignment/schemas";
import type { ReactElement } from "react";
import { usePart } from "../../api/custody";
import { type Column, DataTable } from "../../components/data-table";
import { type Fact, Facts } from "../../components/facts";
import { Panel } from "../../components/panel";
import { Latin, Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useLicensingWords } from "../../shared/licensing-words";
import { useFormats, useWords } from "../../words/use-words";

type Item = ConsignmentGoods["items"][number];

/** What the goods are and who they go to, where one may read it. */
export function GoodsPanel({ consignment }: { readonly consignment: string }): ReactElement {
  const t = useWords();
  const query = usePart({ kind: "consignment", id: consignment, part: "goods" }, true);
  return (
    <Panel title={t("licensing.goods")} note={t("licensing.confidential")}>
      <Answer query={query}>
        {(part) => {
          const read = ConsignmentGoods.safeParse(part.disclosed ? part.content : undefined);
          if (read.success) return <Goods goods={read.data} />;
          const state = part.disclosed ? "unreadable" : "not-disclosed";
          return <EmptyState title={t(`licensing.part.${state}`)}>{t(`licensing.part.${state}.about`)}</EmptyState>;
        }}
      </Answer>
    </Panel>
  );
}

function Goods({ goods }: { readonly goods: ConsignmentGoods }): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const facts: Fact[] = [
    ...(["exporter", "consignee", "endUser"] as const).flatMap((place) => {
      const party = goods[place];
      return party === undefined ? [] : [{ label: t(`licensing.field.${place}`), value: <PartyLine party={party} /> }];
    }),
    { label: t("licensing.field.destination"), value: words.country(goods.destination) },
  ];
  return (
    <>
      <Facts facts={facts} />
      <ItemTable items={goods.items} />
    </>
  );
}

function PartyLine({ party: { party, identifier, name, country } }: { readonly party: DeclaredParty }): ReactElement {
  const words = useLicensingWords();
  return (
    <>
      {name !== undefined && <Latin>{name}</Latin>} {party !== undefined && <Ref>{party}</Ref>}{" "}
      {identifier !== undefined && <Ref>{identifier}</Ref>} {country !== undefined && words.country(country)}
    </>
  );
}

function ItemTable({ items }: { readonly items: readonly Item[] }): ReactElement {
  const t = useWords();
  const { money } = useFormats();
  const columns: readonly Column<Item>[] = [
    { id: "item", head: t("departure.item"), figures: true, cell: ({ item }) => item },
    { id: "description", head: t("licensing.field.description"), cell: ({ description }) => <bdi>{description}</bdi> },
    {
      id: "codes",
      head: t("departure.codes"),
      cell: ({ commodityCode, controlCode }) => (
        <>
          {commodityCode !== undefined && <Ref>{commodityCode}</Ref>}
          <div>{controlCode !== undefined && <Ref>{controlCode}</Ref>}</div>
        </>
      ),
    },
    {
      id: "value",
      head: t("departure.value"),
      figures: true,
      cell: ({ value }) => (value === undefined ? t("licensing.notGiven") : money(value)),
    },
  ];
  return (
    <DataTable
      label={t("licensing.table", { what: t("licensing.goods") })}
      columns={columns}
      rows={items}
      keyOf={({ item }) => String(item)}
      nameOf={({ item }) => String(item)}
      empty={<EmptyState title={t("departure.none")}>{t("departure.none.about")}</EmptyState>}
    />
  );
}
