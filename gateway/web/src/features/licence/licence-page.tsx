// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { Link, useParams } from "react-router";
import { usePart } from "../../api/custody";
import { type LicenceView, useLicence } from "../../api/licensing";
import { useSession } from "../../api/session";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { RefPlate } from "../../components/ref";
import { StatusTag, toneOf } from "../../components/status-tag";
import { ActSlot } from "../../shared/act-slot";
import { Answer } from "../../shared/answer";
import { ContentPanel } from "../../shared/content-panel";
import { type ContentShown, contentRead } from "../../shared/licence-content";
import { useLicensingWords } from "../../shared/licensing-words";
import { useFormats, useWords } from "../../words/use-words";
import { ActSheet } from "./act-sheet";
import { ActionsPanel } from "./actions-panel";
import { actsOn, type SheetAct, standingOf } from "./acts";
import { AmendForm } from "./amend-form";
import { DependsPanel } from "./depends-panel";
import { LinePanel } from "./line-panel";
import { ReservationsPanel } from "./reservations-panel";
import { SharePanel } from "./share-panel";
import { SurrenderPanel } from "./surrender-panel";

/** A licence: balance, every write-off, what it depends on, and the acts on it. */
export function LicencePage(): ReactElement {
  const { licence = "" } = useParams();
  const query = useLicence(licence);
  return (
    <>
      <PageTitle>{licence}</PageTitle>
      <LicenceHead number={licence} view={query.data} />
      <Answer query={query} lines={8}>
        {(view) => <LicenceOf view={view} />}
      </Answer>
    </>
  );
}

function LicenceHead({
  number,
  view,
}: {
  readonly number: string;
  readonly view: LicenceView | undefined;
}): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const { role } = useSession();
  const { day, moment } = useFormats();
  return (
    <PageHead
      crumb={<Link to={role === "exporter" ? "/applications" : "/lists/licences"}>{t("licence.crumb")}</Link>}
      title={
        <>
          {t("licence.title")} <RefPlate>{number}</RefPlate>
          {view !== undefined && (
            <StatusTag tone={toneOf(view.effectiveStatus)} large>
              {words.status(view.effectiveStatus)}
            </StatusTag>
          )}
        </>
      }
      lead={
        view !== undefined &&
        t("licence.lead", {
          label: view.licence.kind.label ?? "",
          scope: words.kind(view.licence.kind.scope),
          activity: words.kind(view.licence.kind.activity),
          from: day(view.licence.validFrom),
          to: day(view.licence.validTo),
          version: view.licence.version,
          issued: moment(view.licence.issuedAt),
        })
      }
      actions={
        view !== undefined && (
          <Button kind="quiet" onPress={() => window.print()}>
            <Icon name="print" size={18} />
            {t("licence.print")}
          </Button>
        )
      }
    />
  );
}

function LicenceOf({ view }: { readonly view: LicenceView }): ReactElement {
  const { licence, lines } = view;
  const part = usePart({ kind: "licence", id: licence.number, part: "content" }, true);
  return (
    <Answer query={part} lines={6}>
      {(read) => {
        const shown = contentRead(read);
        return (
          <div className="cols">
            <div className="stack">
              {lines.map((line) => (
                <LinePanel key={line.line} licence={licence.number} line={line} content={shown} />
              ))}
              <ReservationsPanel licence={licence.number} />
              <DependsPanel view={view} content={shown} />
              <ContentPanel shown={shown} />
            </div>
            <div className="stack">
              <StandingPanel view={view} />
              <Acts view={view} content={shown} />
              <SurrenderPanel view={view} content={shown} />
            </div>
          </div>
        );
      }}
    </Answer>
  );
}

/** Whether it may be used now, and else why not, in the ledger's own sentences. */
function StandingPanel({ view: { usable, reasons, licence } }: { readonly view: LicenceView }): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const { moment } = useFormats();
  const { changed } = licence;
  return (
    <Panel title={t("licence.standing")}>
      <p>
        <StatusTag tone={usable ? "pass" : "stop"}>{t(usable ? "licence.usable" : "licence.notUsable")}</StatusTag>
      </p>
      {reasons.map(({ code, sentence }) => (
        <p key={code}>{sentence}</p>
      ))}
      {changed !== undefined && (
        <p className="muted t14">
          {t("licence.lastAct", {
            act: words.act(changed.act),
            reason: words.reason(changed.reason),
            basis: changed.legalBasis ?? t("licensing.notGiven"),
            moment: moment(changed.at),
          })}
        </p>
      )}
    </Panel>
  );
}

const OFFICERS: readonly string[] = ["licensing-officer", "senior-licensing-officer"];

function Acts({ view, content }: { readonly view: LicenceView; readonly content: ContentShown }): ReactElement | null {
  const { role, organisation } = useSession();
  const { licence } = view;
  if (role === null || !OFFICERS.includes(role) || organisation !== `${licence.authority}AuthorityMSP`) return null;
  return (
    <>
      <ActSlot standing={standingOf(licence)}>
        {(seen, onDone) => (
          <>
            <ActChooser key={seen} view={view} content={content} role={role} onDone={onDone} />
            <ActionsPanel licence={licence.number} role={role} onDone={onDone} />
          </>
        )}
      </ActSlot>
      <SharePanel licence={licence.number} authority={licence.authority} />
    </>
  );
}

interface ChooserProps {
  readonly view: LicenceView;
  readonly content: ContentShown;
  readonly role: string;
  readonly onDone: (standing: string) => void;
}

function ActChooser({ view, content, role, onDone }: ChooserProps): ReactElement {
  const t = useWords();
  const [act, setAct] = useState<SheetAct | "amend">();
  const acts = actsOn(view, role);
  const close = (): void => setAct(undefined);
  if (act === "amend") return <AmendForm view={view} onClose={close} />;
  if (act !== undefined) return <ActSheet act={act} view={view} content={content} onClose={close} onDone={onDone} />;
  return (
    <Panel title={t("licence.acts")}>
      {acts.length === 0 && <p>{t("licence.acts.none")}</p>}
      <div className="btn-row">
        {acts.map((each) => (
          <Button key={each} kind={each === "suspend" ? "stop" : "other"} onPress={() => setAct(each)}>
            {t(`licence.act.${each}`)}
          </Button>
        ))}
      </div>
      {role !== "senior-licensing-officer" && <p className="muted t14">{t("licence.acts.senior")}</p>}
    </Panel>
  );
}
