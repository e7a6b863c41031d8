// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link } from "react-router";
import { type Proposal, useEvent, usePart } from "../../../api/custody";
import { Facts } from "../../../components/facts";
import { Ref } from "../../../components/ref";
import { Answer } from "../../../shared/answer";
import { useWords } from "../../../words/use-words";
import { NoOffer, OfferPage, type OfferFormProps } from "../offer-page";
import { isOpen, type Outbox } from "../outbox";
import { type Stated, statedIn } from "./stated";
import { TakeQuestions } from "./take-questions";

/** Takes goods over that are offered: the questions in their order, then what is signed. */
export function TakePage(): ReactElement {
  const t = useWords();
  return <OfferPage title={t("carrier.take.title")}>{(offer) => <Offer {...offer} />}</OfferPage>;
}

function Offer({ head, outbox, sequence }: OfferFormProps): ReactElement {
  const query = useEvent(head.consignment, sequence);
  return (
    <Answer query={query} lines={6}>
      {(event) =>
        event?.event.type === "release-proposed" ? (
          <Stating id={event.id} proposal={event.event} outbox={outbox} />
        ) : (
          <NoOffer head={head} />
        )
      }
    </Answer>
  );
}

interface StatingProps {
  /** The offer's event. */
  readonly id: string;
  readonly proposal: Proposal;
  readonly outbox: Outbox;
}

/** Reads what the offer states, then asks. */
function Stating({ id, proposal, outbox }: StatingProps): ReactElement {
  const hasContent = proposal.commitments.content !== undefined;
  const release = usePart({ kind: "custody-event", id, part: "content" }, hasContent);
  const transport = usePart({ kind: "consignment", id: proposal.consignment, part: "transport" }, true);
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
