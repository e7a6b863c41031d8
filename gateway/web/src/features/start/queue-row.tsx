// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { type Queue, type QueuePage, useQueue } from "../../api/queues";
import { Ref } from "../../components/ref";
import { useFormats, useWords, type Words } from "../../words/use-words";

/** A working list with how many wait in it, and which of them has waited longest. */
export function QueueRow({ queue }: { readonly queue: Queue }): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const { data, isError } = useQueue(queue, { order: "due", pageSize: 1 });
  const first = data?.items[0];
  return (
    <li>
      <b className="start-queue">{t(`start.queue.${queue}`)}</b>
      <span className="muted t14">{t(`start.queue.${queue}.about`)}</span>
      <span className="start-count" aria-busy={data === undefined && !isError}>
        {countWords(t, data, isError)}
      </span>
      {first !== undefined && (
        <span className="muted t14">
          {t.with("start.first", {
            reference: <Ref>{first.id}</Ref>,
            moment: first.changedAt === null ? t("start.first.unknown") : moment(first.changedAt),
          })}
        </span>
      )}
    </li>
  );
}

/** A count that has not come is never shown as none. */
function countWords(t: Words, data: QueuePage | undefined, isError: boolean): string {
  if (data === undefined) return t(isError ? "start.unknown" : "start.asking");
  if ("moreThan" in data.total) return t("start.countMore", { count: data.total.moreThan });
  return data.total.exactly === 0 ? t("start.none") : t("start.count", { count: data.total.exactly });
}
