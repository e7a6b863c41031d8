// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Icon } from "../components/icon";
import { useWords } from "../words/use-words";
import { csvOf, download } from "./download";

interface DownloadButtonsProps {
  /** File name without its ending. */
  readonly name: string;
  /** What is seen, as it came. */
  readonly json: unknown;
  /** Rows of the table, its heads first; made when somebody asks for them. */
  readonly rows: () => readonly (readonly string[])[];
}

/** What is seen as files: JSON as it came from the gateway, CSV as it stands on the page. */
export function DownloadButtons({ name, json, rows }: DownloadButtonsProps): ReactElement {
  const t = useWords();
  return (
    <>
      <button
        type="button"
        className="btn btn-quiet"
        onClick={() => download(`${name}.json`, "application/json", JSON.stringify(json, null, 2))}
      >
        <Icon name="down" size={18} />
        {t("ledger.download.json")}
      </button>
      <button
        type="button"
        className="btn btn-quiet"
        onClick={() => download(`${name}.csv`, "text/csv", csvOf(rows()))}
      >
        <Icon name="down" size={18} />
        {t("ledger.download.csv")}
      </button>
    </>
  );
}
