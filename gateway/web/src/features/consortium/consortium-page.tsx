// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link } from "react-router";
import { Facts } from "../../components/facts";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { EndorsementMap } from "./endorsement-map";
import { MemberTable } from "./member-table";
import { PeerTable } from "./peer-table";
import { useMembers, useNetwork } from "./queries";

/** The consortium as one's own peer knows it. */
export function ConsortiumPage(): ReactElement {
  const t = useWords();
  const { integer, moment } = useFormats();
  const members = useMembers();
  const network = useNetwork();
  return (
    <>
      <PageTitle>{t("consortium.title")}</PageTitle>
      <PageHead title={t("consortium.title")} lead={t("consortium.lead")} />
      <div className="stack">
        <Panel title={t("consortium.peers")} note={t("consortium.peers.note")} padded={false}>
          <Answer query={network} lines={5}>
            {(answer) => <PeerTable network={answer} members={members.data?.members.map(({ mspId }) => mspId)} />}
          </Answer>
        </Panel>
        <Panel title={t("consortium.endorsing")}>
          <Answer query={network} lines={5}>
            {(answer) => <EndorsementMap network={answer} />}
          </Answer>
        </Panel>
        <Panel title={t("consortium.members")} padded={false}>
          <Answer query={members} lines={5}>
            {({ members: list, revision, changedAt, founded }) => (
              <>
                <MemberTable members={list} />
                <div className="panel-in">
                  <Facts
                    facts={[
                      { label: t("consortium.revision"), value: integer(revision) },
                      { label: t("consortium.changedAt"), value: moment(changedAt) },
                      { label: t("consortium.founded"), value: <Ref wrap>{founded}</Ref> },
                    ]}
                  />
                </div>
              </>
            )}
          </Answer>
        </Panel>
        <p>
          <Link to="/explorer">{t("consortium.explorer")}</Link>
        </p>
      </div>
    </>
  );
}
