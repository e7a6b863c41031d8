// SPDX-License-Identifier: Apache-2.0
import { UnLocode } from "@licet/domain/shared/primitives";
import { PartyId } from "@licet/domain/shared/references";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { type Declared, type Message, sendMessage } from "../../../api/consignments";
import { keys } from "../../../api/keys";
import { useSession } from "../../../api/session";
import { FileInput } from "../../../components/file-input";
import type { FieldError } from "../../../components/form-context";
import { PageTitle } from "../../../components/page-title";
import { PageHead, Panel } from "../../../components/panel";
import { TextField } from "../../../components/text-fields";
import { SendForm } from "../../../shared/send-form";
import { useSend } from "../../../shared/use-send";
import { useWords, type Words } from "../../../words/use-words";
import { DeclaredPanel } from "./declared-panel";

interface TypedMessage {
  readonly files: readonly File[];
  readonly custodian: string;
  readonly route: string;
  readonly consignment: string;
}

/** Declaring goods for export by a customs message as it is, with what such a message does not say. */
export function MessagePage(): ReactElement {
  const t = useWords();
  const { role } = useSession();
  const [declared, setDeclared] = useState<Declared>();
  return (
    <>
      <PageTitle>{t("departure.declare")}</PageTitle>
      <PageHead
        title={t("departure.declare")}
        crumb={
          <Link to="/consignments">
            {t(role === "customs-officer" ? "departure.title.customs" : "departure.title")}
          </Link>
        }
        lead={t("departure.declare.lead")}
      />
      <div className="cols">
        <MessageForm onDeclared={setDeclared} />
        {declared !== undefined && <DeclaredPanel declared={declared} />}
      </div>
    </>
  );
}

function MessageForm({ onDeclared }: { readonly onDeclared: (declared: Declared) => void }): ReactElement {
  const t = useWords();
  const queries = useQueryClient();
  const { party } = useSession();
  const [typed, setTyped] = useState<TypedMessage>({ files: [], custodian: party ?? "", route: "", consignment: "" });
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useSend<Message, Declared>({
    act: sendMessage,
    onSent: (answer) => {
      onDeclared(answer);
      setTyped({ ...typed, files: [], consignment: "" });
      void queries.invalidateQueries({ queryKey: keys.ledger });
    },
  });
  const send = async (): Promise<void> => {
    const [file] = typed.files;
    const found = wrongOf(t, typed);
    setWrong(found);
    if (found.length === 0 && file !== undefined) sending.send({ xml: await file.text(), extras: extrasOf(typed) });
  };
  const change = (next: Partial<TypedMessage>): void => {
    if (!sending.isUnknown) setTyped({ ...typed, ...next });
  };
  return (
    <Panel title={t("departure.message")}>
      <SendForm
        label={t("departure.message")}
        act={t("departure.message.act")}
        sending={sending}
        wrong={wrong}
        onSend={() => void send()}
      >
        <FileInput
          name="file"
          label={t("departure.message.file")}
          hint={t("departure.message.file.hint")}
          accept=".xml,application/xml,text/xml"
          files={typed.files}
          onChange={(files) => change({ files })}
        />
        <ExtraFields typed={typed} onChange={change} />
        <p className="note">{t("departure.message.means")}</p>
      </SendForm>
    </Panel>
  );
}

/** What a message does not say itself. */
const EXTRAS = ["custodian", "route", "consignment"] as const;
const EXTRA_WORDS = {
  custodian: ["departure.custodian", "departure.custodian.hint"],
  route: ["departure.route", "departure.route.hint"],
  consignment: ["departure.message.consignment", "departure.message.consignment.hint"],
} as const;

interface ExtraFieldsProps {
  readonly typed: TypedMessage;
  readonly onChange: (change: Partial<TypedMessage>) => void;
}

function ExtraFields({ typed, onChange }: ExtraFieldsProps): ReactElement {
  const t = useWords();
  return (
    <>
      {EXTRAS.map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(EXTRA_WORDS[name][0])}
          hint={t(EXTRA_WORDS[name][1])}
          reference
          optional
          value={typed[name]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </>
  );
}

function wrongOf(t: Words, { files, custodian, route }: TypedMessage): FieldError[] {
  return [
    ...(files.length === 0 ? [{ field: "file", message: t("departure.wrong.file") }] : []),
    ...(custodian.trim() === "" || PartyId.safeParse(custodian).success
      ? []
      : [{ field: "custodian", message: t("departure.wrong.custodian") }]),
    ...(placesOf(route).every((place) => UnLocode.safeParse(place).success)
      ? []
      : [{ field: "route", message: t("departure.wrong.route") }]),
  ];
}

function extrasOf({ custodian, route, consignment }: TypedMessage): Message["extras"] {
  const places = placesOf(route);
  return {
    ...(custodian.trim() === "" ? {} : { custodian: custodian.trim().toUpperCase() }),
    ...(places.length === 0 ? {} : { route: places.join(",") }),
    ...(consignment.trim() === "" ? {} : { consignment: consignment.trim().toUpperCase() }),
  };
}

function placesOf(route: string): string[] {
  return route
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((place) => place !== "");
}
