// SPDX-License-Identifier: Apache-2.0
import { CertificateContent } from "@licet/domain/certificate/schemas";
import type { JsonValue } from "@licet/domain/json/canonical";
import { commitmentOf } from "@licet/domain/shared/commitment";
import type { ReactElement } from "react";
import type { Certificate } from "../../api/certificates";
import { useSaltedPart } from "../../api/salted-part";
import { useSession } from "../../api/session";
import { Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useWords } from "../../words/use-words";
import { Clauses } from "./clauses";
import { SignPanel } from "./sign/sign-panel";
import { Statement } from "./statement";

/** What the certificate says, where one may read it and it is what the channel is committed to. */
export function ContentPanel({ record }: { readonly record: Certificate }): ReactElement {
  const t = useWords();
  const query = useSaltedPart({ kind: "certificate", id: record.id, part: "content" });
  return (
    <Answer query={query} lines={8}>
      {(part) => {
        if (part === null) return <NoContent title={t("end-use.hidden")}>{t("end-use.hidden.about")}</NoContent>;
        const commitment = commitmentOf({ salt: part.salt, content: part.content as JsonValue });
        const read = CertificateContent.safeParse(part.content);
        if (!read.success || commitment !== record.commitments["content"])
          return <NoContent title={t("end-use.altered")}>{t("end-use.altered.about")}</NoContent>;
        return <Content record={record} content={read.data} commitment={commitment} />;
      }}
    </Answer>
  );
}

function NoContent({ title, children }: { readonly title: string; readonly children: string }): ReactElement {
  const t = useWords();
  return (
    <Panel title={t("end-use.statement")}>
      <EmptyState title={title}>{children}</EmptyState>
    </Panel>
  );
}

interface ContentProps {
  readonly record: Certificate;
  readonly content: CertificateContent;
  /** Worked out here from what is shown. */
  readonly commitment: string;
}

function Content({ record, content, commitment }: ContentProps): ReactElement {
  const t = useWords();
  const { role, party } = useSession();
  const mine = role === "end-user" && party === content.endUser.party;
  const toSign = mine && record.status === "draft" && record.type !== "DVC" && record.evidence === undefined;
  return (
    <>
      <Statement content={content} />
      {toSign ? (
        <SignPanel certificate={record.id} content={content} commitment={commitment} />
      ) : (
        <Panel title={t("end-use.clauses")}>
          <Clauses undertakings={content.undertakings} />
        </Panel>
      )}
    </>
  );
}
