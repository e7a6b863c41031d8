// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { api, contentOf } from "../../api/client";
import { keys } from "../../api/keys";
import { useQueue } from "../../api/queues";
import type { components } from "../../api/schema";
import { Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { Sign, type SignKind } from "../../components/sign";
import { useSession } from "../../api/session";
import { Answer } from "../../shared/answer";
import { useNow } from "../../words/use-now";
import { useFormats, useWords } from "../../words/use-words";

const SHOWN_MAX = 5;
const AGE_SECONDS = 30;

const SIGNS: Readonly<Record<string, SignKind>> = { "may-pass": "granted", refer: "refer", stop: "stop" };

type Row = components["schemas"]["ListPage"]["items"][number];

/** What was put on record at this office, its open holds, and what to do without a network. */
export function Desk(): ReactElement {
  const t = useWords();
  return (
    <div className="three">
      <Recorded />
      <Holds />
      <Panel title={t("checkpoint.desk.offline")}>
        <p>{t("checkpoint.desk.offline.about")}</p>
      </Panel>
    </div>
  );
}

function Recorded(): ReactElement {
  const t = useWords();
  const { office } = useSession();
  const query = useQuery({
    queryKey: keys.list("verifications", office),
    queryFn: ({ signal }) =>
      contentOf(
        api.GET("/v1/lists/{list}", {
          params: {
            path: { list: "verifications" },
            query: { order: "newest", pageSize: SHOWN_MAX, ...(office === null ? {} : { office }) },
          },
          signal,
        }),
      ),
  });
  return (
    <Panel title={t("checkpoint.desk.recorded")} padded={false}>
      <Answer query={query}>
        {(page) => <Rows rows={page.items} none={t("checkpoint.desk.recorded.none")} sign={signOf} />}
      </Answer>
    </Panel>
  );
}

function Holds(): ReactElement {
  const t = useWords();
  const query = useQueue("holds", { order: "due", pageSize: SHOWN_MAX });
  return (
    <Panel title={t("checkpoint.desk.holds")} padded={false}>
      <Answer query={query}>
        {(page) => <Rows rows={page.items} none={t("checkpoint.desk.holds.none")} sign={() => "stop"} />}
      </Answer>
    </Panel>
  );
}

function signOf({ record }: Row): SignKind {
  return SIGNS[String(record["disposition"])] ?? "unknown";
}

interface RowsProps {
  readonly rows: readonly Row[];
  readonly none: string;
  readonly sign: (row: Row) => SignKind;
}

function Rows({ rows, none, sign }: RowsProps): ReactElement {
  const now = useNow(AGE_SECONDS);
  const { ago } = useFormats();
  if (rows.length === 0) return <p className="panel-in">{none}</p>;
  return (
    <ul className="plain">
      {rows.map((row) => {
        const { consignment } = row.record;
        return (
          <li key={row.id}>
            <Sign kind={sign(row)} size="small" />
            <span>
              {typeof consignment === "string" ? (
                <Link to={`/check/${encodeURIComponent(consignment)}`}>
                  <Ref>{consignment}</Ref>
                </Link>
              ) : (
                <Ref>{row.id}</Ref>
              )}
              <small>
                <Ref>{row.id}</Ref>
              </small>
            </span>
            {row.createdAt !== null && <time dateTime={row.createdAt}>{ago(row.createdAt, now)}</time>}
          </li>
        );
      })}
    </ul>
  );
}
