// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { api, contentOf } from "../../api/client";
import { type LicenceAction, useActions, useList } from "../../api/licensing";
import { Button } from "../../components/button";
import { Facts } from "../../components/facts";
import { Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { StatusTag } from "../../components/status-tag";
import { ActProblem } from "../../shared/act-problem";
import { Answer } from "../../shared/answer";
import { useLicensingWords } from "../../shared/licensing-words";
import { useRecorded } from "../../shared/use-recorded";
import { useFormats, useWords } from "../../words/use-words";
import { standingOf } from "./acts";

interface ActionsPanelProps {
  readonly licence: string;
  readonly role: string;
  readonly onDone: (standing: string) => void;
}

const OPEN_MAX = 100;

/** Acts under four eyes on a licence: what was requested, by whom and why, and what came of it. */
export function ActionsPanel({ licence, role, onDone }: ActionsPanelProps): ReactElement {
  const t = useWords();
  const query = useActions(licence);
  const rows = useList("actions", { licence, status: ["requested"], pageSize: OPEN_MAX, order: "newest" });
  const yours = rows.data?.items
    .filter(({ next }) => next.some((each) => each.yours))
    .map(({ record }) => String(record["action"]));
  return (
    <Panel title={t("licence.actions")}>
      <Answer query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("licence.actions.none")}>{t("licence.actions.noneAbout")}</EmptyState>
          ) : (
            <ul className="stack">
              {items.map((action) => (
                <li key={action.action}>
                  <ActionEntry action={action} role={role} isYours={yours?.includes(action.action)} onDone={onDone} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}

interface ActionEntryProps {
  readonly action: LicenceAction;
  readonly role: string;
  /** Whether one may answer it oneself; undefined while it is asked. */
  readonly isYours: boolean | undefined;
  readonly onDone: (standing: string) => void;
}

function ActionEntry({ action, role, isYours, onDone }: ActionEntryProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const formats = useFormats();
  const isOpen = action.status === "requested";
  return (
    <div className="stack stack-tight">
      <h3 className="h-row">
        {t("licence.action.title", { act: words.act(action.act) })}
        <StatusTag tone={isOpen ? "refer" : "plain"}>{words.status(action.status)}</StatusTag>
      </h3>
      <Facts
        facts={[
          { label: t("licensing.reason"), value: words.reason(action.reason) },
          { label: t("licensing.legalBasis"), value: <bdi>{action.legalBasis}</bdi> },
          { label: t("licence.action.requested"), value: formats.moment(action.requestedAt) },
          { label: t("licence.action.by"), value: <Ref wrap>{action.requestedBy}</Ref> },
          ...amendmentFacts(action, t, formats),
        ]}
      />
      {isOpen && isYours === true && <Countersign action={action} onDone={onDone} />}
      {isOpen && isYours === undefined && <p className="note">{t("licence.action.asking")}</p>}
      {isOpen && isYours === false && (
        <p className="note">
          {t(role === "senior-licensing-officer" ? "licence.action.blocked.own" : "licence.action.blocked.role")}
        </p>
      )}
    </div>
  );
}

function amendmentFacts(
  { amendment }: LicenceAction,
  t: ReturnType<typeof useWords>,
  { day, quantity }: ReturnType<typeof useFormats>,
): { label: string; value: string }[] {
  if (amendment === undefined) return [];
  const { validTo, lines = [] } = amendment;
  return [
    ...(validTo === undefined ? [] : [{ label: t("licence.amend.validTo"), value: day(validTo) }]),
    ...lines.map(({ line, unit, authorised }) => ({
      label: t("licensing.ofLine", { line }),
      value: authorised === undefined ? t("licence.noLimit") : quantity({ amount: authorised, unit }),
    })),
  ];
}

type Answering = "confirmation" | "rejection";

function Countersign({ action, onDone }: Pick<ActionEntryProps, "action" | "onDone">): ReactElement {
  const t = useWords();
  const sending = useRecorded(
    async (answer: Answering, key) => {
      const params = {
        path: { licence: action.licence, action: action.action },
        header: { "Idempotency-Key": key },
      };
      if (answer === "rejection") {
        await contentOf(api.POST("/v1/licences/{licence}/actions/{action}/rejection", { params, body: {} }));
        return undefined;
      }
      const sent = await contentOf(
        api.POST("/v1/licences/{licence}/actions/{action}/confirmation", { params, body: {} }),
      );
      return standingOf(sent.result.licence);
    },
    (standing) => {
      if (standing !== undefined) onDone(standing);
    },
  );
  const locked = sending.isSending || sending.isUnknown;
  return (
    <>
      <ActProblem sending={sending} asksHere />
      <p className="note">{t("licence.action.means")}</p>
      <div className="btn-row" aria-busy={sending.isSending}>
        <Button kind="main" notReady={locked} onPress={() => sending.send("confirmation")}>
          {t("licence.action.confirm")}
        </Button>
        <Button kind="quiet" notReady={locked} onPress={() => sending.send("rejection")}>
          {t("licence.action.reject")}
        </Button>
      </div>
    </>
  );
}
