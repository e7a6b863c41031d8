// SPDX-License-Identifier: Apache-2.0
import { PartyContent } from "@licet/domain/party/schemas";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { useSaltedPart } from "../../../api/salted-part";
import { useSession } from "../../../api/session";
import { PageTitle } from "../../../components/page-title";
import { PageHead, Panel } from "../../../components/panel";
import { Answer } from "../../../shared/answer";
import { useWords } from "../../../words/use-words";
import { DrawUpForm } from "./draw-up-form";
import type { TypedParty } from "./typed";

/** Drawing up a certificate; whoever acts for an end user begins with what its register says of it. */
export function DrawUpPage(): ReactElement {
  const t = useWords();
  const { party } = useSession();
  return (
    <>
      <PageTitle>{t("end-use.drawUp")}</PageTitle>
      <PageHead
        title={t("end-use.drawUp")}
        crumb={<Link to="/certificates">{t("end-use.title")}</Link>}
        lead={t("end-use.drawUp.lead")}
      />
      <Panel title={t("end-use.drawUp.form")}>
        {party === null ? <DrawUpForm endUser={unknownParty("")} /> : <OfParty party={party} />}
      </Panel>
    </>
  );
}

function OfParty({ party }: { readonly party: string }): ReactElement {
  const query = useSaltedPart({ kind: "party", id: party, part: "content" });
  return (
    <Answer query={query} lines={8}>
      {(part) => <DrawUpForm endUser={partyIn(party, part?.content)} />}
    </Answer>
  );
}

function unknownParty(party: string): TypedParty {
  return { party, name: "", country: "", address: "" };
}

function partyIn(party: string, content: unknown): TypedParty {
  const read = PartyContent.safeParse(content);
  if (!read.success) return unknownParty(party);
  const { name, country, address } = read.data;
  return { party, name, country, address };
}
