// SPDX-License-Identifier: Apache-2.0
import { commitmentOf } from "@licet/domain/shared/commitment";
import type { JsonValue } from "@licet/domain/json/canonical";
import type { ReactElement } from "react";
import type { CustodyAct, CustodyBodies } from "../../../api/custody-acts";
import type { Proposal } from "../../../api/custody";
import { type Session, useSession } from "../../../api/session";
import { Button } from "../../../components/button";
import { Facts } from "../../../components/facts";
import { Form } from "../../../components/form";
import { Panel } from "../../../components/panel";
import { Latin, Ref } from "../../../components/ref";
import { type FieldPair, SideBySide } from "../../../components/side-by-side";
import type { Formats } from "../../../words/formats";
import { useFormats, useWords, type Words } from "../../../words/use-words";
import { compareNumber } from "../compare-number";
import { localInstantNow } from "../device-time";
import { isOpen, type Outbox } from "../outbox";
import { newSalt } from "../salt";
import { agrees, type Answers, findingsOf, sealStateOf } from "./answers";
import type { Stated } from "./stated";
import { countsStated } from "./stated-facts";

interface TakeReviewProps {
  readonly proposal: Proposal;
  readonly stated: Stated;
  readonly answers: Answers;
  readonly outbox: Outbox;
  readonly onBack: () => void;
}

/** What was stated and what was found, and what is signed with it, before it is signed. */
export function TakeReview({ proposal, stated, answers, outbox, onBack }: TakeReviewProps): ReactElement {
  const t = useWords();
  const session = useSession();
  const parts = (
    <>
      <Compared proposal={proposal} stated={stated} answers={answers} />
      <Signed proposal={proposal} answers={answers} session={session} />
    </>
  );
  // Where it is not known whether it was recorded, the way on is to ask again, which stands with the entry.
  if (outbox.entries.some(({ state }) => state === "unknown")) return parts;
  const sign = (): void => outbox.put([acceptance(session, proposal.terms, answers)]);
  return (
    <Form
      label={t("carrier.take.review")}
      act={t("carrier.take.act")}
      glove
      sending={isOpen(outbox.entries)}
      errors={[]}
      onSend={sign}
      others={
        <Button kind="quiet" glove onPress={onBack}>
          {t("carrier.take.back")}
        </Button>
      }
    >
      {parts}
    </Form>
  );
}

type Findings = NonNullable<CustodyBodies["accept"]["confidential"]>["findings"];

/**
 * The act with its findings, which each question has checked, committed to by a salted hash; signed by the identity that the reader is
 * signed in with.
 */
function acceptance(session: Session, terms: Proposal["terms"], answers: Answers): CustodyAct {
  const { consignment, ...rest } = terms;
  const found = {
    acceptedAt: localInstantNow(session),
    sealState: sealStateOf(answers),
    countsAgree: agrees(answers),
  };
  const findings = findingsOf(answers);
  if (findings === undefined) return { act: "accept", consignment, body: { ...rest, accepted: found } };
  const salt = newSalt();
  const accepted = { ...found, findings: commitmentOf({ salt, content: findings as JsonValue }) };
  const confidential = { findings: findings as NonNullable<Findings> };
  return { act: "accept", consignment, body: { ...rest, accepted, confidential, salts: { findings: salt } } };
}

type ComparedProps = Pick<TakeReviewProps, "proposal" | "stated" | "answers">;

/** Stated and found, side by side where both are known; what is not disclosed is compared with nothing. */
function Compared({ proposal, stated, answers }: ComparedProps): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const seals = stated.seals?.map(({ number }) => number).join(" ");
  const counts = countsStated(t, formats, stated)?.join(" · ");
  const found = { seals: sealsFound(t, answers, seals), counts: countsFound(t, answers, counts, formats) };
  const pairs: readonly FieldPair[] = [
    ...(seals === undefined
      ? []
      : [{ field: t("carrier.pair.seals"), first: seals, second: found.seals, reference: true }]),
    {
      field: t("carrier.pair.sealState"),
      first: t(`carrier.observed.${proposal.terms.sealState}`),
      second: t(`carrier.observed.${sealStateOf(answers)}`),
    },
    ...(counts === undefined ? [] : [{ field: t("carrier.pair.counts"), first: counts, second: found.counts }]),
  ];
  return (
    <Panel title={t("carrier.take.compared")}>
      <SideBySide
        label={t("carrier.take.compared.table")}
        heads={[t("carrier.take.stated"), t("carrier.take.found")]}
        pairs={pairs}
      />
      <Facts
        facts={[
          ...(seals === undefined ? [{ label: t("carrier.pair.seals"), value: found.seals }] : []),
          ...(counts === undefined ? [{ label: t("carrier.pair.counts"), value: found.counts }] : []),
        ]}
      />
      {(seals === undefined || counts === undefined) && <p className="t14 muted">{t("carrier.take.byPapers")}</p>}
      {!agrees(answers) && <p>{t("carrier.take.difference")}</p>}
    </Panel>
  );
}

function sealsFound(t: Words, { seals, sealsFound: found }: Answers, stated: string | undefined): string | undefined {
  if (seals === "other")
    return found
      .map(({ number }) => number)
      .join(" ")
      .trim();
  if (seals === "same" && stated !== undefined) return stated;
  return seals === undefined ? undefined : t(`carrier.take.answer.seals.${seals}`);
}

function countsFound(
  t: Words,
  { counts, counted }: Answers,
  stated: string | undefined,
  formats: Formats,
): string | undefined {
  if (counts === "agree" && stated !== undefined) return stated;
  if (counts !== "differ") return counts === undefined ? undefined : t(`carrier.take.answer.counts.${counts}`);
  return counted
    .map(({ item, packages }) =>
      t("carrier.item", { item: formats.integer(item), what: t("carrier.packages", { count: Number(packages) }) }),
    )
    .join(" · ");
}

interface SignedProps {
  readonly proposal: Proposal;
  readonly answers: Answers;
  readonly session: Session;
}

function Signed({ proposal: { terms }, answers, session }: SignedProps): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  return (
    <Panel title={t("carrier.signed")}>
      <p>
        {t.with("carrier.signed.accept", {
          party: <Ref>{terms.receivedBy}</Ref>,
          from: <Ref>{terms.releasedBy}</Ref>,
          consignment: <Ref wrap>{terms.consignment}</Ref>,
        })}
      </p>
      <Facts
        facts={[
          { label: t("carrier.fact.transfer"), value: <Ref>{String(terms.transfer)}</Ref> },
          { label: t("carrier.fact.where"), value: <Ref>{terms.place}</Ref> },
          ...(terms.content === undefined
            ? []
            : [{ label: t("carrier.compare.number"), value: <Ref>{compareNumber(terms.content)}</Ref> }]),
          { label: t("carrier.fact.released"), value: moment(terms.eventTime) },
          { label: t("carrier.pair.sealState"), value: t(`carrier.observed.${sealStateOf(answers)}`) },
          { label: t("carrier.pair.agrees"), value: t(agrees(answers) ? "carrier.agrees.yes" : "carrier.agrees.no") },
        ]}
      />
      {answers.reservations === "some" && <p dir="auto">{answers.remarks}</p>}
      <p className="t14 muted">{t.with("carrier.signed.by", { person: <Latin>{session.person}</Latin> })}</p>
    </Panel>
  );
}
