// SPDX-License-Identifier: Apache-2.0
import { PARTY_KINDS, PartyContent, PartyKind } from "@licet/domain/party/schemas";
import { CountryCode, Day } from "@licet/domain/shared/primitives";
import { PartyId } from "@licet/domain/shared/references";
import { type ReactElement, useState } from "react";
import { Link, useNavigate } from "react-router";
import { registerParty, type RegisterBody } from "../../api/registers";
import { CheckboxGroup } from "../../components/choice-fields";
import type { FieldError } from "../../components/form-context";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { DateField, TextField } from "../../components/text-fields";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import { useWords } from "../../words/use-words";

const TEXTS = ["id", "name", "address", "country", "jurisdiction"] as const;
const MAX = { id: 40, name: 200, address: 500, country: 2, jurisdiction: 2 } as const;

interface Typed {
  readonly texts: Readonly<Record<(typeof TEXTS)[number], string>>;
  readonly kinds: readonly string[];
  readonly validFrom: string;
}

const EMPTY: Typed = {
  texts: { id: "", name: "", address: "", country: "", jurisdiction: "" },
  kinds: [],
  validFrom: "",
};

/** Entering a party into the register. */
export function RegisterPage(): ReactElement {
  const t = useWords();
  return (
    <>
      <PageTitle>{t("registry.register")}</PageTitle>
      <PageHead title={t("registry.register")} crumb={<Link to="/registry/parties">{t("registry.title")}</Link>} />
      <Panel title={t("registry.entry")}>
        <RegisterForm />
      </Panel>
    </>
  );
}

function RegisterForm(): ReactElement {
  const t = useWords();
  const go = useNavigate();
  const [typed, setTyped] = useState(EMPTY);
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const id = typed.texts.id.trim().toUpperCase();
  const sending = useRecorded(registerParty, () => void go(`/registry/parties/${id}`));
  const change = (changed: Partial<Typed>): void => setTyped({ ...typed, ...changed });
  const press = (): void => {
    const found = wrongIn(typed);
    setWrong(found.map((field) => ({ field, message: t(`registry.wrong.${field}`) })));
    if (found.length === 0) sending.send(bodyOf(typed));
  };
  const errors = sending.errors.map((error) => ({
    ...error,
    field: error.field.replace(/^confidential\.content\./, ""),
  }));
  return (
    <SendForm
      label={t("registry.register")}
      act={t("registry.register.act")}
      sending={{ ...sending, errors }}
      wrong={wrong}
      onSend={press}
    >
      {TEXTS.map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(`registry.${name}`)}
          reference={name !== "name" && name !== "address"}
          maxLength={MAX[name]}
          value={typed.texts[name]}
          onChange={(value) => change({ texts: { ...typed.texts, [name]: value } })}
        />
      ))}
      <CheckboxGroup
        name="kinds"
        label={t("registry.kinds")}
        options={PARTY_KINDS.map((value) => ({ value, label: t(`registry.kind.${value}`) }))}
        values={typed.kinds}
        onChange={(kinds) => change({ kinds })}
      />
      <DateField
        name="validFrom"
        label={t("registry.validFrom")}
        value={typed.validFrom}
        onChange={(validFrom) => change({ validFrom })}
      />
    </SendForm>
  );
}

type FieldName = (typeof TEXTS)[number] | "kinds" | "validFrom";

function wrongIn({ texts, kinds, validFrom }: Typed): readonly FieldName[] {
  const upper = (text: string): string => text.trim().toUpperCase();
  const fits: Readonly<Record<FieldName, boolean>> = {
    id: PartyId.safeParse(upper(texts.id)).success,
    name: PartyContent.shape.name.safeParse(texts.name).success,
    address: PartyContent.shape.address.safeParse(texts.address).success,
    country: CountryCode.safeParse(upper(texts.country)).success,
    jurisdiction: CountryCode.safeParse(upper(texts.jurisdiction)).success,
    kinds: kinds.length > 0,
    validFrom: Day.safeParse(validFrom).success,
  };
  return (Object.keys(fits) as FieldName[]).filter((field) => !fits[field]);
}

function bodyOf({ texts, kinds, validFrom }: Typed): RegisterBody {
  return {
    id: texts.id.trim().toUpperCase(),
    kinds: kinds.map((kind) => PartyKind.parse(kind)),
    jurisdiction: texts.jurisdiction.trim().toUpperCase(),
    validFrom,
    confidential: {
      content: { name: texts.name, address: texts.address, country: texts.country.trim().toUpperCase() },
    },
  };
}
