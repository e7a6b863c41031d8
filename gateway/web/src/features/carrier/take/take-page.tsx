// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { type Event, type Head, type Proposal, useEvent, useHead, usePart } from "../../../api/custody";
import { useSession } from "../../../api/session";
import { buttonClass } from "../../../components/button";
import { Facts } from "../../../components/facts";
import { PageTitle } from "../../../components/page-title";
import { PageHead, Panel } from "../../../components/panel";
import { Ref } from "../../../components/ref";
import { EmptyState } from "../../../components/state";
import { Answer } from "../../../shared/answer";
import { useWords } from "../../../words/use-words";
import { isOpen, type Outbox } from "../outbox";
import { OutboxPanel } from "../outbox-panel";
import { useOnlineOutbox } from "../use-outbox";
import { type Stated, statedIn } from "./stated";
import { TakeQuestions } from "./take-questions";

/** Takes goods over that are offered: the questions in their order, then what is signed. */
export function TakePage(): ReactElement {
  const t = useWords();
  const { consignment = "" } = useParams();
  const outbox = useOnlineOutbox();
  const head = useHead(consignment);
  const title = t("carrier.take.title");
  const recorded = outbox.entries.some(({ state }) => state === "recorded");
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead
        title={title}
        crumb={<Link to="/goods/offered">{t("carrier.list.offered")}</Link>}
        lead={<Ref wrap>{consignment}</Ref>}
      />
      <OutboxPanel outbox={outbox} />
      {!recorded && (
        <Answer query={head} lines={6}>
          {(now) => <OfferTo head={now} outbox={outbox} />}
        </Answer>
      )}
    </>
  );
}

interface OfferToProps {
  readonly head: Head;
  readonly outbox: Outbox;
}

/** The offer where it is the reader's to answer; else who has the goods. */
function OfferTo({ head, outbox }: OfferToProps): ReactElement {
  const { party } = useSession();
  const { pending, consignment } = head;
  const yours = pending !== undefined && pending.receivedBy === party;
  const event = useEvent(consignment, yours ? pending.sequence : undefined);
  if (!yours) return <NotYours head={head} />;
  return (
    <Answer query={event} lines={6}>
      {(found) => <OfferOf event={found} head={head} outbox={outbox} />}
    </Answer>
  );
}

function OfferOf({ event, head, outbox }: OfferToProps & { readonly event: Event | null }): ReactElement {
  const proposal = event?.event;
  const hasContent = proposal?.type === "release-proposed" && proposal.commitments.content !== undefined;
  const release = usePart({ kind: "custody-event", id: event?.id ?? "", part: "content" }, hasContent);
  const transport = usePart({ kind: "consignment", id: head.consignment, part: "transport" }, true);
  if (proposal?.type !== "release-proposed") return <NotYours head={head} />;
  return (
    <Answer query={transport} lines={6}>
      {(carried) =>
        hasContent ? (
          <Answer query={release} lines={6}>
            {(read) => <Questions proposal={proposal} stated={statedIn(read, carried)} outbox={outbox} />}
          </Answer>
        ) : (
          <Questions proposal={proposal} stated={statedIn(undefined, carried)} outbox={outbox} />
        )
      }
    </Answer>
  );
}

interface QuestionsProps {
  readonly proposal: Proposal;
  readonly stated: Stated;
  readonly outbox: Outbox;
}

function Questions({ proposal, stated, outbox }: QuestionsProps): ReactElement {
  const t = useWords();
  const containers = stated.containers ?? [];
  return (
    <>
      {containers.length > 0 && (
        <Facts
          compare
          facts={[{ label: t("carrier.fact.containers"), value: <Ref wrap>{containers.join(" ")}</Ref> }]}
        />
      )}
      <TakeQuestions proposal={proposal} stated={stated} outbox={outbox} />
      {!isOpen(outbox.entries) && (
        <Link className="btn-link" to={`/goods/refuse/${encodeURIComponent(proposal.consignment)}`}>
          {t("carrier.refuse.title")}
        </Link>
      )}
    </>
  );
}

function NotYours({ head }: { readonly head: Head }): ReactElement {
  const t = useWords();
  return (
    <Panel title={t("carrier.take.offer")}>
      <EmptyState
        title={t("carrier.take.notYours")}
        action={
          <Link className={buttonClass({ glove: true })} to="/goods/offered">
            {t("carrier.take.toOffers")}
          </Link>
        }
      >
        {t("carrier.take.notYours.about", { party: head.custodian })}
      </EmptyState>
    </Panel>
  );
}
