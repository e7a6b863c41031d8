// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../api/client";
import { CheckboxGroup, SelectField } from "../../components/choice-fields";
import type { FieldError } from "../../components/form-context";
import { TextField } from "../../components/text-fields";
import { SendForm } from "../../shared/send-form";
import { useSend } from "../../shared/use-send";
import { useWords } from "../../words/use-words";
import { MAIL_SETTINGS_KEY, type MailSettings } from "./queries";

type Kind = MailSettings["kinds"][number];
type Language = MailSettings["languages"][number];

interface Wanted {
  readonly address: string | null;
  readonly language: Language;
  readonly muted: Kind[];
}

/** What looks like an address; the gateway looks closer. */
const ADDRESS = /^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$/;

/** Where mails go, in which language, and of what one is told. */
export function MailForm({ settings }: { readonly settings: MailSettings }): ReactElement {
  const t = useWords();
  const queries = useQueryClient();
  const [address, setAddress] = useState(settings.address ?? "");
  const [language, setLanguage] = useState<string>(settings.language);
  const [told, setTold] = useState<readonly string[]>(settings.kinds.filter((kind) => !settings.muted.includes(kind)));
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const [isKept, setKept] = useState(false);
  const sending = useSend<Wanted, MailSettings>({
    act: (body) => contentOf(api.POST("/v1/mail-settings", { body })),
    onSent: (kept) => {
      queries.setQueryData(MAIL_SETTINGS_KEY, kept);
      setKept(true);
    },
  });
  const onSend = (): void => {
    setKept(false);
    const typed = address.trim();
    const isAddress = typed === "" || ADDRESS.test(typed);
    setWrong(isAddress ? [] : [{ field: "address", message: t("settings.address.wrong") }]);
    if (!isAddress) return;
    sending.send({
      address: typed === "" ? null : typed,
      language: settings.languages.find((each) => each === language) ?? settings.language,
      muted: settings.kinds.filter((kind) => !told.includes(kind)),
    });
  };
  return (
    <>
      {!settings.sending && <p className="t14">{t("settings.mail.off")}</p>}
      <SendForm
        label={t("settings.mail")}
        act={t("settings.keep")}
        again={t("settings.again")}
        sending={sending}
        wrong={wrong}
        onSend={onSend}
      >
        <TextField
          name="address"
          label={t("settings.address")}
          hint={t("settings.address.hint")}
          keyboard="email"
          autoComplete="email"
          reference
          optional
          value={address}
          onChange={setAddress}
        />
        <SelectField
          name="language"
          label={t("settings.language")}
          options={settings.languages.map((code) => ({ value: code, label: t(`settings.language.${code}`) }))}
          value={language}
          onChange={setLanguage}
        />
        <CheckboxGroup
          name="muted"
          label={t("settings.told")}
          options={settings.kinds.map((kind) => ({ value: kind, label: t(`settings.kind.${kind}`) }))}
          values={told}
          onChange={setTold}
        />
      </SendForm>
      <p role="status">{isKept && t("settings.kept")}</p>
    </>
  );
}
