// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useSession } from "../../api/session";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { useWords } from "../../words/use-words";
import { QueueRow } from "./queue-row";
import { queuesOf } from "./queues-of";

/** What waits for whoever is signed in. */
export function StartPage(): ReactElement {
  const t = useWords();
  const { role } = useSession();
  const queues = queuesOf(role);
  return (
    <>
      <PageTitle>{t("start.title")}</PageTitle>
      <PageHead title={t(`frame.role.${role ?? "none"}`)} lead={role === null ? undefined : t(`frame.does.${role}`)} />
      <Panel title={t("start.waits")} padded={queues.length === 0}>
        {queues.length === 0 ? (
          <EmptyState title={t("start.noRole")}>{t("start.noRole.about")}</EmptyState>
        ) : (
          <ul className="start-queues">
            {queues.map((queue) => (
              <QueueRow key={queue} queue={queue} />
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}
