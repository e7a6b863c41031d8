// SPDX-License-Identifier: Apache-2.0
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { usePartyKeys } from "../../../api/certificates";
import { useSession } from "../../../api/session";
import { Facts } from "../../../components/facts";
import { Form } from "../../../components/form";
import type { FieldError } from "../../../components/form-context";
import { PageTitle } from "../../../components/page-title";
import { PageHead, Panel } from "../../../components/panel";
import { CopyableRef } from "../../../components/ref";
import { SecretField } from "../../../components/text-fields";
import { Answer } from "../../../shared/answer";
import { useFormats, useWords } from "../../../words/use-words";
import { keepKey, readKey } from "./key-store";
import type { SealedKey } from "./sealed-key";

/** Shortest passphrase: it alone keeps a copy of the key from being used. */
const PASSPHRASE_MIN = 12;
const keyQuery = (person: string): readonly unknown[] => ["device-key", person];

/** The key that signs on this device: made here, known to the ledger once the registrar has registered its address. */
export function KeyPage(): ReactElement {
  const t = useWords();
  const { person } = useSession();
  const query = useQuery({ queryKey: keyQuery(person), queryFn: async () => (await readKey(person)) ?? null });
  return (
    <>
      <PageTitle>{t("end-use.key.title")}</PageTitle>
      <PageHead title={t("end-use.key.title")} lead={t("end-use.key.lead")} />
      <div className="stack">
        <Answer query={query}>
          {(key) => (key === null ? <MakeKey person={person} /> : <KeyHere sealed={key} />)}
        </Answer>
        <Panel title={t("end-use.key.protection")}>
          <ul className="stack">
            <li>{t("end-use.key.protection.passphrase")}</li>
            <li>{t("end-use.key.protection.browser")}</li>
            <li>{t("end-use.key.protection.lost")}</li>
          </ul>
        </Panel>
      </div>
    </>
  );
}

function KeyHere({ sealed }: { readonly sealed: SealedKey }): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const { party } = useSession();
  return (
    <Panel title={t("end-use.key.here")}>
      <Facts
        facts={[
          { label: t("end-use.key.address"), value: <CopyableRef wrap>{sealed.address}</CopyableRef> },
          { label: t("end-use.key.madeAt"), value: moment(sealed.madeAt) },
        ]}
      />
      {party === null ? <p>{t("end-use.key.noParty")}</p> : <Registered party={party} address={sealed.address} />}
    </Panel>
  );
}

function Registered({ party, address }: { readonly party: string; readonly address: string }): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const query = usePartyKeys(party);
  return (
    <Answer query={query} lines={1}>
      {(keys) => {
        const own = keys.find((key) => key.address === address);
        if (own === undefined) return <p>{t("end-use.key.unregistered", { party })}</p>;
        if (own.revoked !== undefined) return <p>{t("end-use.key.revoked", { moment: moment(own.revoked.from) })}</p>;
        return <p>{t("end-use.key.registered", { party, moment: moment(own.validFrom) })}</p>;
      }}
    </Answer>
  );
}

function MakeKey({ person }: { readonly person: string }): ReactElement {
  const t = useWords();
  const queries = useQueryClient();
  const [typed, setTyped] = useState({ passphrase: "", again: "" });
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const [isMaking, setMaking] = useState(false);
  const make = async (): Promise<void> => {
    setMaking(true);
    try {
      const { makeSealedKey } = await import("./sealed-key");
      await keepKey(person, await makeSealedKey(typed.passphrase, new Date()));
      await queries.invalidateQueries({ queryKey: keyQuery(person) });
    } catch {
      setWrong([{ field: "passphrase", message: t("end-use.wrong.notKept") }]);
    } finally {
      setMaking(false);
    }
  };
  const press = (): void => {
    const short = typed.passphrase.length < PASSPHRASE_MIN;
    const differ = typed.passphrase !== typed.again;
    const found = [
      ...(short ? [{ field: "passphrase", message: t("end-use.wrong.short", { count: PASSPHRASE_MIN }) }] : []),
      ...(differ ? [{ field: "again", message: t("end-use.wrong.differ") }] : []),
    ];
    setWrong(found);
    if (found.length === 0) void make();
  };
  return (
    <Panel title={t("end-use.key.make")}>
      <Form
        label={t("end-use.key.make")}
        act={t("end-use.key.make.act")}
        sending={isMaking}
        errors={wrong}
        onSend={press}
      >
        <SecretField
          name="passphrase"
          label={t("end-use.key.passphrase")}
          hint={t("end-use.key.passphrase.hint", { count: PASSPHRASE_MIN })}
          autoComplete="new-password"
          value={typed.passphrase}
          onChange={(passphrase) => setTyped({ ...typed, passphrase })}
        />
        <SecretField
          name="again"
          label={t("end-use.key.again")}
          autoComplete="new-password"
          value={typed.again}
          onChange={(again) => setTyped({ ...typed, again })}
        />
      </Form>
    </Panel>
  );
}
