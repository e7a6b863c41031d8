// SPDX-License-Identifier: Apache-2.0
import { PartyContent } from "@licet/domain/party/schemas";
import { PartyId } from "@licet/domain/shared/references";
import { type ReactElement, useEffect, useState } from "react";
import { type Row, useList } from "../../../api/licensing";
import { Latin, Ref } from "../../../components/ref";
import { TextField } from "../../../components/text-fields";
import { Answer } from "../../../shared/answer";
import { useWords } from "../../../words/use-words";
import type { TypedParty } from "./typed";

const HITS_MAX = 6;
const LETTERS_MIN = 2;
const PAUSE_MS = 300;

interface PartySearchProps {
  readonly name: string;
  readonly who: string;
  readonly onPick: (party: TypedParty) => void;
}

/** Looks a party up in the registers by words of its name or by its id, and takes over what its register says. */
export function PartySearch({ name, who, onPick }: PartySearchProps): ReactElement {
  const t = useWords();
  const [typed, setTyped] = useState("");
  const asked = usePaused(typed.trim());
  const pick = (party: TypedParty): void => {
    onPick(party);
    setTyped("");
  };
  return (
    <>
      <TextField
        name={`${name}.search`}
        label={t("exporter.party.search", { who })}
        hint={t("exporter.party.search.hint")}
        optional
        value={typed}
        onChange={setTyped}
      />
      {typed !== "" && asked.length >= LETTERS_MIN && <Hits asked={asked} onPick={pick} />}
    </>
  );
}

function Hits({
  asked,
  onPick,
}: {
  readonly asked: string;
  readonly onPick: (party: TypedParty) => void;
}): ReactElement {
  const t = useWords();
  const byId = PartyId.safeParse(asked);
  const query = useList("parties", {
    pageSize: HITS_MAX,
    order: "reference",
    ...(byId.success ? { reference: byId.data } : { text: asked }),
  });
  return (
    <Answer query={query} lines={2}>
      {({ items, coverage }) => (
        <div role="group" aria-label={t("exporter.party.hits")}>
          <p className="muted t14" role="status">
            {t("exporter.party.found", { count: items.length })} {coverage.sentence}
          </p>
          <ul className="plain">
            {items.map((row) => (
              <li key={row.id}>
                <Hit row={row} onPick={onPick} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Answer>
  );
}

function Hit({ row, onPick }: { readonly row: Row; readonly onPick: (party: TypedParty) => void }): ReactElement {
  const t = useWords();
  const party = partyOf(row);
  return (
    <button type="button" className="btn btn-full" onClick={() => onPick(party)}>
      <span>
        <Ref>{row.id}</Ref> {party.name === "" ? t("exporter.party.hidden") : <Latin>{party.name}</Latin>}
      </span>
    </button>
  );
}

/** What a register says of a party, as far as it is disclosed. */
function partyOf({ id, parts }: Row): TypedParty {
  const part = parts["content"];
  const read = PartyContent.safeParse(part?.state === "disclosed" ? part.content : undefined);
  if (!read.success) return { party: id, name: "", country: "", address: "" };
  const { name, country, address } = read.data;
  return { party: id, name, country, address };
}

/** What was typed once nobody has typed for a moment. */
function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return paused;
}
