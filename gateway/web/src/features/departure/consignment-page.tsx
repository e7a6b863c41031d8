// SPDX-License-Identifier: Apache-2.0
import { CONSIGNMENT_TRANSITIONS, type ConsignmentAction } from "@licet/domain/consignment/transitions";
import { authorityMspOf, ownerOfReference } from "@licet/domain/shared/ownership";
import { type ReactElement, useState } from "react";
import { Link, useParams } from "react-router";
import { type Consignment, useConsignment } from "../../api/consignments";
import { type Session, useSession } from "../../api/session";
import { Button, buttonClass, ButtonRow } from "../../components/button";
import { type Fact, Facts, Route } from "../../components/facts";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Ref, RefPlate } from "../../components/ref";
import { StatusTag, toneOf } from "../../components/status-tag";
import { ActSlot } from "../../shared/act-slot";
import { Answer } from "../../shared/answer";
import { useLicensingWords } from "../../shared/licensing-words";
import { useFormats, useWords, type Words } from "../../words/use-words";
import { AllocationsPanel } from "./allocations-panel";
import { AmendForm } from "./amend-form";
import { GoodsPanel } from "./goods-panel";
import { InvalidateSheet } from "./invalidate-sheet";
import { ReleaseSheet } from "./release-sheet";
import { type SheetProps, standingOf } from "./standing";

/** Acts on a consignment before it leaves. */
const ACTS = ["release-for-export", "amend", "invalidate"] as const satisfies readonly ConsignmentAction[];
type Act = (typeof ACTS)[number];

const SHEETS: Readonly<Record<Act, (props: SheetProps) => ReactElement>> = {
  "release-for-export": ReleaseSheet,
  amend: AmendForm,
  invalidate: InvalidateSheet,
};

/** A consignment until it leaves: what it draws on which licence, what it carries, and what may be done with it. */
export function ConsignmentPage(): ReactElement {
  const { consignment = "" } = useParams();
  const query = useConsignment(consignment);
  return (
    <>
      <PageTitle>{consignment}</PageTitle>
      <ConsignmentHead id={consignment} record={query.data} />
      <Answer query={query} lines={8}>
        {(record) => (
          <div className="cols">
            <div className="stack">
              <AllocationsPanel record={record} />
              <GoodsPanel consignment={record.id} />
            </div>
            <div className="stack">
              <DeclarationPanel record={record} />
              <ActSlot standing={standingOf(record)}>
                {(seen, onDone) => <Acts key={seen} record={record} onDone={onDone} />}
              </ActSlot>
            </div>
          </div>
        )}
      </Answer>
    </>
  );
}

function ConsignmentHead({
  id,
  record,
}: {
  readonly id: string;
  readonly record: Consignment | undefined;
}): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const { role } = useSession();
  return (
    <PageHead
      crumb={
        <Link to="/consignments">{t(role === "customs-officer" ? "departure.title.customs" : "departure.title")}</Link>
      }
      title={
        <>
          {t("departure.consignment")} <RefPlate>{id}</RefPlate>
          {record !== undefined && (
            <StatusTag tone={toneOf(record.status)} large>
              {words.status(record.status)}
            </StatusTag>
          )}
        </>
      }
      lead={record !== undefined && <Route places={record.route} />}
      actions={
        role === "customs-officer" &&
        record?.status === "registered" && (
          <Link className={buttonClass({})} to={`/check/${encodeURIComponent(id)}`}>
            {t("departure.check")}
          </Link>
        )
      }
    />
  );
}

function DeclarationPanel({ record }: { readonly record: Consignment }): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const { declaration, ucr, ucrPart, mucr, declarant } = record;
  const refs: readonly (readonly [label: string, value: string | undefined])[] = [
    [t("departure.ucr"), ucrPart === undefined ? ucr : `${ucr} ${ucrPart}`],
    [t("departure.mucr"), mucr],
    [t("departure.typeCode"), declaration.typeCode],
    [t("departure.lrn"), declaration.lrn],
    [t("departure.mrn"), declaration.mrn],
    [t("departure.declarant"), declarant],
  ];
  return (
    <Panel title={t("departure.declaration")}>
      <Facts
        facts={[
          ...refs.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value: <Ref wrap>{value}</Ref> }])),
          { label: t("departure.registeredAt"), value: moment(record.registeredAt) },
          ...endFacts(record, t, moment),
        ]}
      />
    </Panel>
  );
}

function endFacts(
  { releasedAt, releasedBy, invalidated, receipt }: Consignment,
  t: Words,
  moment: (at: string) => string,
): Fact[] {
  return [
    ...(releasedAt === undefined ? [] : [{ label: t("departure.releasedAt"), value: moment(releasedAt) }]),
    ...(releasedBy === undefined ? [] : [{ label: t("departure.office"), value: <Ref>{releasedBy}</Ref> }]),
    ...(receipt === undefined ? [] : [{ label: t("departure.receivedAt"), value: moment(receipt.at) }]),
    ...(invalidated === undefined
      ? []
      : [
          {
            label: t("departure.invalidatedAt"),
            value: `${moment(invalidated.at)}, ${t(`departure.reason.${invalidated.reason}`)}`,
          },
        ]),
  ];
}

interface ActsProps {
  readonly record: Consignment;
  readonly onDone: (standing: string) => void;
}

/** What one may do now; what nobody may do here is not offered. */
function Acts({ record, onDone }: ActsProps): ReactElement {
  const t = useWords();
  const session = useSession();
  const [act, setAct] = useState<Act>();
  const acts = actsOn(record, session);
  if (act !== undefined && acts.includes(act)) {
    const Sheet = SHEETS[act];
    return <Sheet record={record} onDone={onDone} onClose={() => setAct(undefined)} />;
  }
  return (
    <Panel title={t("departure.acts")}>
      {acts.length === 0 ? (
        <p>{t("departure.acts.none")}</p>
      ) : (
        <ButtonRow>
          {acts.map((each) => (
            <Button key={each} kind={each === "release-for-export" ? "main" : "other"} onPress={() => setAct(each)}>
              {t(`departure.act.${each}`)}
            </Button>
          ))}
        </ButtonRow>
      )}
    </Panel>
  );
}

/** Acts that the ledger's table allows on a consignment as it is, of one's own register and, for an exporter, of one's own party. */
function actsOn({ id, status, declarant }: Consignment, { role, organisation, party }: Session): readonly Act[] {
  if (organisation !== ownerOfReference(id) || organisation !== authorityMspOf(id.slice(0, 2))) return [];
  if (role === "exporter" && party !== declarant) return [];
  return ACTS.filter((act) =>
    CONSIGNMENT_TRANSITIONS.some(
      (row) => row.from === status && row.action === act && row.who.some((each) => each === role),
    ),
  );
}
