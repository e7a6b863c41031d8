// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent, LicenceParty } from "@licet/domain/licence/schemas";
import type { ReactElement } from "react";
import { type Fact, Facts } from "../components/facts";
import { Panel } from "../components/panel";
import { Latin, Ref } from "../components/ref";
import { EmptyState } from "../components/state";
import type { Formats } from "../words/formats";
import { useFormats, useWords, type Words } from "../words/use-words";
import type { ContentShown } from "./licence-content";
import { type LicensingWords, useLicensingWords } from "./licensing-words";

/** Parties, goods, end use and conditions, or why they are not shown. */
export function ContentPanel({ shown }: { readonly shown: ContentShown }): ReactElement {
  const t = useWords();
  if (shown.state !== "disclosed") {
    return (
      <Panel title={t("licensing.content")}>
        <EmptyState title={t(`licensing.part.${shown.state}`)}>{t(`licensing.part.${shown.state}.about`)}</EmptyState>
      </Panel>
    );
  }
  return (
    <>
      <PartiesPanel content={shown.content} />
      <GoodsPanel content={shown.content} />
      <ConditionsPanel content={shown.content} />
    </>
  );
}

function PartiesPanel({ content }: { readonly content: LicenceContent }): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const facts: Fact[] = [
    ...(["exporter", "consignee", "endUser"] as const).map((place) => ({
      label: t(`licensing.field.${place}`),
      value: <PartyLine party={content[place]} words={words} />,
    })),
    ...content.thirdParties.map((party) => ({
      label: party.role,
      value: <PartyLine party={party} words={words} />,
    })),
    { label: t("licensing.field.destination"), value: words.country(content.destination) },
    { label: t("licensing.field.origin"), value: words.country(content.originCountry) },
    { label: t("licensing.field.endUse"), value: <bdi>{content.endUse}</bdi> },
  ];
  return (
    <Panel title={t("licensing.parties")} note={t("licensing.confidential")}>
      <Facts facts={facts} />
    </Panel>
  );
}

function PartyLine({ party, words }: { readonly party: LicenceParty; readonly words: LicensingWords }): ReactElement {
  return (
    <>
      <Latin>{party.name}</Latin> <Ref>{party.party}</Ref>
      <br />
      <span className="muted t14">
        {party.address !== undefined && <Latin>{party.address}</Latin>} {words.country(party.country)}
      </span>
    </>
  );
}

function GoodsPanel({ content: { lines } }: { readonly content: LicenceContent }): ReactElement {
  const t = useWords();
  const { money } = useFormats();
  return (
    <Panel title={t("licensing.goods")} padded={false}>
      <div
        className="scroll-x"
        tabIndex={0}
        role="region"
        aria-label={t("licensing.table", { what: t("licensing.goods") })}
      >
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="num">
                {t("licensing.field.line")}
              </th>
              <th scope="col">{t("licensing.field.controlCode")}</th>
              <th scope="col">{t("licensing.field.description")}</th>
              <th scope="col">{t("licensing.field.commodityCode")}</th>
              <th scope="col">{t("licensing.field.value")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.line}>
                <td className="num">{line.line}</td>
                <td>
                  <Ref>{line.controlCode}</Ref>
                  {line.controlList !== undefined && (
                    <div className="muted">
                      <Ref>{`${line.controlList.list} ${line.controlList.edition}`}</Ref>
                    </div>
                  )}
                </td>
                <td>
                  <bdi>{line.description}</bdi>
                </td>
                <td>{line.commodityCode === undefined ? t("licensing.notGiven") : <Ref>{line.commodityCode}</Ref>}</td>
                <td>{line.value === undefined ? t("licensing.notGiven") : money(line.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function ConditionsPanel({ content }: { readonly content: LicenceContent }): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const formats = useFormats();
  return (
    <Panel title={t("licensing.conditions")} note={t("licensing.conditions.owner")}>
      <Facts facts={conditionFacts(content, t, words, formats)} />
    </Panel>
  );
}

/** Every condition with whose it is to keep. */
function conditionFacts(
  { conditions, contractDate, applicantReference }: LicenceContent,
  t: Words,
  words: LicensingWords,
  formats: Formats,
): readonly Fact[] {
  const countries = (allowed: boolean): string =>
    formats.list(
      conditions.countries.filter((each) => each.allowed === allowed).map(({ country }) => words.country(country)),
    );
  const any = t("licensing.any");
  const refs = (values: readonly string[]): string => (values.length === 0 ? any : values.join(" · "));
  const facts: readonly (readonly [label: string, value: string | undefined])[] = [
    [t("licensing.condition.allowed"), countries(true)],
    [t("licensing.condition.barred"), countries(false)],
    [t("licensing.condition.route"), refs(conditions.route)],
    [t("licensing.condition.carriers"), refs(conditions.carriers)],
    [t("licensing.condition.returnBy"), conditions.returnBy && formats.day(conditions.returnBy)],
    [
      t("licensing.condition.dvc"),
      conditions.dvcDueDays === undefined
        ? undefined
        : t("licensing.condition.dvc.days", { days: conditions.dvcDueDays }),
    ],
    [
      t("licensing.condition.presence"),
      conditions.officialPresence ? t("licensing.condition.presence.yes") : undefined,
    ],
    [t("licensing.condition.text"), conditions.freeText],
    [t("licensing.field.contractDate"), contractDate && formats.day(contractDate)],
    [t("licensing.field.applicantReference"), applicantReference],
  ];
  return facts.flatMap(([label, value]) =>
    value === undefined || value === "" ? [] : [{ label, value: <bdi>{value}</bdi> }],
  );
}
