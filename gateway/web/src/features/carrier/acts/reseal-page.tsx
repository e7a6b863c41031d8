// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { TextArea } from "../../../components/text-fields";
import { useWords } from "../../../words/use-words";
import type { ActFormProps } from "../goods-page";
import { ActForm, ActPage } from "./act-page";
import { resealOf, type TypedReseal } from "./own-acts";
import { PlaceField } from "./place-field";
import { SealsFields } from "./seals-fields";
import { useAct } from "./use-act";

const REASON_MAX = 2_000;
const BLANK = { number: "", source: "" } as const;

/** Records that the seals were replaced. */
export function ResealPage(): ReactElement {
  return <ActPage act="reseal" form={(props) => <ResealForm {...props} />} />;
}

function ResealForm({ head, outbox }: ActFormProps): ReactElement {
  const t = useWords();
  const { errors, sign } = useAct(outbox);
  const [typed, setTyped] = useState<TypedReseal>({ place: "", removed: [BLANK], affixed: [BLANK], reason: "" });
  return (
    <ActForm
      act="reseal"
      outbox={outbox}
      errors={errors}
      onSend={() => sign((now) => resealOf(head.consignment, typed, now))}
    >
      <PlaceField places={head.route ?? []} value={typed.place} onChange={(place) => setTyped({ ...typed, place })} />
      <SealsFields
        name="removed"
        kind="removed"
        optional
        seals={typed.removed}
        onChange={(removed) => setTyped({ ...typed, removed })}
      />
      <SealsFields
        name="affixed"
        kind="affixed"
        seals={typed.affixed}
        onChange={(affixed) => setTyped({ ...typed, affixed })}
      />
      <TextArea
        name="reason"
        label={t("carrier.own.reseal.reason")}
        optional
        maxLength={REASON_MAX}
        value={typed.reason}
        onChange={(reason) => setTyped({ ...typed, reason })}
      />
    </ActForm>
  );
}
