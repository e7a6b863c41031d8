// SPDX-License-Identifier: Apache-2.0
import { PartyContent } from "@licet/domain/party/schemas";
import { jurisdictionOf } from "@licet/domain/shared/ownership";
import { type ReactElement, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { usePart } from "../../../api/custody";
import { type Draft, useDraftKept } from "../../../api/drafts";
import { useApplication } from "../../../api/licensing";
import { useSession } from "../../../api/session";
import { PageTitle } from "../../../components/page-title";
import { PageHead } from "../../../components/panel";
import { EmptyState } from "../../../components/state";
import { Answer } from "../../../shared/answer";
import { contentRead } from "../../../shared/licence-content";
import { useWords } from "../../../words/use-words";
import { ApplyForm } from "./apply-form";
import { copiedFrom } from "./copied";
import { referenceProposed } from "./draft-keys";
import { EMPTY_PARTY, emptyApplication, typedIn, type TypedParty } from "./typed";

/** Applying for a licence: begun empty, as a copy of an earlier application, or gone on with where it was left. */
export function ApplyPage(): ReactElement {
  const t = useWords();
  const { draft = "" } = useParams();
  const query = useDraftKept(draft);
  return (
    <>
      <PageTitle>{t("exporter.apply")}</PageTitle>
      <PageHead
        title={t("exporter.apply")}
        crumb={<Link to="/applications">{t("exporter.title")}</Link>}
        lead={t("exporter.apply.lead")}
      />
      <Answer query={query} lines={8}>
        {(kept) => <Opened key={draft} draft={draft} kept={kept} />}
      </Answer>
    </>
  );
}

interface OpenedProps {
  readonly draft: string;
  readonly kept: Draft | null;
}

/** The form begins once with what was there when it was opened, whatever is kept afterwards. */
function Opened({ draft, kept: keptNow }: OpenedProps): ReactElement {
  const t = useWords();
  const [kept] = useState(keptNow);
  const [search] = useSearchParams();
  const from = search.get("from");
  if (kept !== null) {
    const typed = typedIn(kept.content);
    if (typed !== undefined) return <ApplyForm draft={draft} kept={kept} initial={typed} />;
    return <EmptyState title={t("exporter.draft.unreadable")}>{t("exporter.draft.unreadable.about")}</EmptyState>;
  }
  return from === null ? <Begun draft={draft} /> : <Copied draft={draft} from={from} />;
}

function Begun({ draft }: { readonly draft: string }): ReactElement {
  const { party } = useSession();
  const reference = useProposed(draft);
  const own = usePart({ kind: "party", id: party ?? "", part: "content" }, party !== null);
  if (party === null) return <ApplyForm draft={draft} kept={null} initial={emptyApplication(reference, EMPTY_PARTY)} />;
  return (
    <Answer query={own} lines={8}>
      {(part) => {
        const exporter = partyIn(party, part.disclosed ? part.content : undefined);
        return <ApplyForm draft={draft} kept={null} initial={emptyApplication(reference, exporter)} />;
      }}
    </Answer>
  );
}

function partyIn(party: string, content: unknown): TypedParty {
  const read = PartyContent.safeParse(content);
  if (!read.success) return { ...EMPTY_PARTY, party };
  const { name, country, address } = read.data;
  return { party, name, country, address };
}

function Copied({ draft, from }: { readonly draft: string; readonly from: string }): ReactElement {
  const t = useWords();
  const reference = useProposed(draft);
  const record = useApplication(from);
  const part = usePart({ kind: "application", id: from, part: "content" }, true);
  return (
    <Answer query={record} lines={8}>
      {({ kind }) => (
        <Answer query={part} lines={8}>
          {(read) => {
            const shown = contentRead(read);
            if (shown.state !== "disclosed")
              return <EmptyState title={t("exporter.copy.unread")}>{t("exporter.copy.unread.about")}</EmptyState>;
            return <ApplyForm draft={draft} kept={null} initial={copiedFrom(reference, kind, shown.content)} />;
          }}
        </Answer>
      )}
    </Answer>
  );
}

function useProposed(draft: string): string {
  const { organisation } = useSession();
  return referenceProposed(jurisdictionOf(organisation), draft);
}
