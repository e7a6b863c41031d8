// SPDX-License-Identifier: Apache-2.0
import { KeyAddress } from "@licet/domain/shared/references";
import { type ReactElement, useState } from "react";
import { type PartyKey, usePartyKeys } from "../../api/certificates";
import { addKey, type KeyBody, revokeKey } from "../../api/registers";
import { gatewayNow, useSession } from "../../api/session";
import { Facts } from "../../components/facts";
import { Fold } from "../../components/fold";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { TextField } from "../../components/text-fields";
import { Answer } from "../../shared/answer";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import { useFormats, useWords } from "../../words/use-words";
import { ReasonForm } from "./reason-form";

const ADDRESS_LENGTH = 42;

interface KeysPanelProps {
  readonly party: string;
  readonly isRegistrar: boolean;
}

/** The keys that a party signs with: a key that ended stays, so that old signatures can be checked. */
export function KeysPanel({ party, isRegistrar }: KeysPanelProps): ReactElement {
  const t = useWords();
  const query = usePartyKeys(party);
  return (
    <>
      <Panel title={t("registry.keys")}>
        <Answer query={query}>
          {(keys) =>
            keys.length === 0 ? (
              <EmptyState title={t("registry.keys.empty")}>{t("registry.keys.empty.about")}</EmptyState>
            ) : (
              <ul className="stack">
                {keys.map((key) => (
                  <li key={key.address}>
                    <KeyEntry party={party} entry={key} isRegistrar={isRegistrar} />
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </Panel>
      {isRegistrar && <AddKey party={party} />}
    </>
  );
}

interface KeyEntryProps extends KeysPanelProps {
  readonly entry: PartyKey;
}

function KeyEntry({ party, entry, isRegistrar }: KeyEntryProps): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const { address, validFrom, validTo, revoked } = entry;
  return (
    <>
      <Facts
        facts={[
          { label: t("registry.key.address"), value: <Ref wrap>{address}</Ref> },
          { label: t("registry.validFrom"), value: moment(validFrom) },
          { label: t("registry.validTo"), value: validTo === undefined ? t("registry.noEnd") : moment(validTo) },
          ...(revoked === undefined
            ? []
            : [
                {
                  label: t("registry.key.revoked"),
                  value: `${moment(revoked.from)}, ${t(`registry.reason.${revoked.reason}`)}`,
                },
              ]),
        ]}
      />
      {isRegistrar && revoked === undefined && (
        <Fold sign="stop" title={t("registry.revoke.title")} note={address}>
          <div className="panel-in">
            <ReasonForm
              label={`${t("registry.revoke.title")} ${address}`}
              means={t("registry.revoke.means")}
              act={t("registry.revoke.act")}
              stops
              send={(reason, key) => revokeKey(party, address, { reason }, key)}
            />
          </div>
        </Fold>
      )}
    </>
  );
}

function AddKey({ party }: { readonly party: string }): ReactElement {
  const t = useWords();
  const session = useSession();
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useRecorded(
    (body: KeyBody, key) => addKey(party, body, key),
    () => setAddress(""),
  );
  const press = (): void => {
    const read = KeyAddress.safeParse(address.trim());
    setWrong(read.success ? [] : [{ field: "address", message: t("registry.wrong.address") }]);
    if (!read.success) return;
    const validFrom = gatewayNow(session).toISOString();
    sending.send({ address: read.data, validFrom });
  };
  return (
    <Panel title={t("registry.addKey.title")}>
      <p>{t("registry.addKey.means")}</p>
      <SendForm
        label={t("registry.addKey.title")}
        act={t("registry.addKey.act")}
        sending={sending}
        wrong={wrong}
        onSend={press}
      >
        <TextField
          name="address"
          label={t("registry.key.address")}
          hint={t("registry.key.address.hint")}
          reference
          maxLength={ADDRESS_LENGTH}
          value={address}
          onChange={setAddress}
        />
      </SendForm>
    </Panel>
  );
}
