// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type SyntheticEvent, useId, useState } from "react";
import { Link, useNavigate } from "react-router";
import { Button } from "../../components/button";
import { Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useLedgerWords } from "../../shared/ledger-words";
import { useWords } from "../../words/use-words";
import { historyAddress, numberIn } from "./addresses";
import { useFound } from "./queries";

const TRANSACTION_ID = /^[0-9a-f]{64}$/;
/** The least that the one box looks for. */
const TEXT_MIN = 2;

/** One box for a block, a transaction or a record. */
export function Finder(): ReactElement {
  const t = useWords();
  const go = useNavigate();
  const id = useId();
  const [text, setText] = useState("");
  const [wanted, setWanted] = useState("");
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    const typed = text.trim();
    const block = numberIn(typed);
    setWanted("");
    if (block !== undefined) void go(`/explorer/blocks/${block}`);
    else if (TRANSACTION_ID.test(typed)) void go(`/explorer/transactions/${typed}`);
    else if (typed.length >= TEXT_MIN) setWanted(typed);
  };
  return (
    <Panel title={t("explorer.find")}>
      <form role="search" className="finder" onSubmit={find}>
        <div className="field">
          <label htmlFor={id}>{t("explorer.find.label")}</label>
          <span className="hint" id={`${id}-hint`}>
            {t("explorer.find.hint")}
          </span>
          <input
            id={id}
            className="input"
            aria-describedby={`${id}-hint`}
            value={text}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        <Button type="submit" kind="main">
          {t("explorer.find.act")}
        </Button>
      </form>
      {wanted !== "" && <Found wanted={wanted} />}
    </Panel>
  );
}

function Found({ wanted }: { readonly wanted: string }): ReactElement {
  const t = useWords();
  const words = useLedgerWords();
  return (
    <Answer query={useFound(wanted)}>
      {({ groups, asContent }) => {
        const hits = groups.flatMap((group) => group.hits);
        if (hits.length === 0) return <EmptyState title={t("explorer.find.none")}>{asContent.sentence}</EmptyState>;
        return (
          <ul className="tx-list">
            {hits.map(({ type, id }) => (
              <li key={`${type}/${id}`}>
                <Link to={historyAddress(type, id)}>
                  <Ref>{id}</Ref>
                </Link>
                <span className="muted t14">{words.type(type) ?? <Ref>{type}</Ref>}</span>
              </li>
            ))}
          </ul>
        );
      }}
    </Answer>
  );
}
