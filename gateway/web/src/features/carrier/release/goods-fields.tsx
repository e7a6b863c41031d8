// SPDX-License-Identifier: Apache-2.0
import { ConsignmentTransport } from "@licet/domain/consignment/schemas";
import type { Seal } from "@licet/domain/shared/seals";
import { type ReactElement, useState } from "react";
import { type PartRead, usePart } from "../../../api/custody";
import { Button } from "../../../components/button";
import { SelectField } from "../../../components/choice-fields";
import { Facts } from "../../../components/facts";
import { Panel } from "../../../components/panel";
import { Ref } from "../../../components/ref";
import { TextField } from "../../../components/text-fields";
import { Answer } from "../../../shared/answer";
import { useFormats, useWords } from "../../../words/use-words";
import type { Goods } from "../goods";
import { SEAL_SOURCES } from "../seal-sources";
import type { TypedGoods } from "./load";

type Typed = Omit<TypedGoods, "goods">;

interface GoodsFieldsProps {
  readonly goods: Goods;
  readonly onChange: (typed: Typed) => void;
}

/** Seals and packages of one consignment of the load, beside what the papers say. */
export function GoodsFields({ goods, onChange }: GoodsFieldsProps): ReactElement {
  const transport = usePart({ kind: "consignment", id: goods.consignment, part: "transport" }, true);
  return (
    <Panel title={<Ref wrap>{goods.ucr ?? goods.consignment}</Ref>}>
      <Answer query={transport}>
        {(part) => <SealsAndCounts consignment={goods.consignment} part={part} onChange={onChange} />}
      </Answer>
    </Panel>
  );
}

interface SealsAndCountsProps {
  readonly consignment: string;
  readonly part: PartRead;
  readonly onChange: (typed: Typed) => void;
}

function SealsAndCounts({ consignment, part, onChange }: SealsAndCountsProps): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  const stated = part.disclosed ? ConsignmentTransport.safeParse(part.content).data : undefined;
  const [typed, setTyped] = useState<Typed>({ seals: [{ number: "", source: "" }], packages: "" });
  const change = (next: Typed): void => {
    setTyped(next);
    onChange(next);
  };
  const changeSeal = (at: number, seal: Typed["seals"][number]): void =>
    change({ ...typed, seals: typed.seals.map((each, place) => (place === at ? seal : each)) });
  return (
    <>
      <Facts
        compare
        facts={[
          {
            label: t("carrier.take.statedSeals"),
            value:
              stated === undefined ? (
                t("carrier.take.onPapers")
              ) : (
                <Ref wrap>{stated.seals.map(({ number }) => number).join(" ")}</Ref>
              ),
          },
          {
            label: t("carrier.take.statedCounts"),
            value:
              stated?.packages === undefined
                ? t("carrier.take.onPapers")
                : t("carrier.packages", { count: stated.packages }),
          },
        ]}
      />
      {typed.seals.map((seal, at) => (
        <div className="stack stack-tight" key={at}>
          <TextField
            name={`${consignment}.seals.${at}.number`}
            label={t("carrier.take.sealRead", { number: integer(at + 1) })}
            reference
            maxLength={20}
            optional
            value={seal.number}
            onChange={(number) => changeSeal(at, { ...seal, number })}
          />
          <SelectField
            name={`${consignment}.seals.${at}.source`}
            label={t("carrier.take.sealSource", { number: integer(at + 1) })}
            options={SEAL_SOURCES.map((value) => ({ value, label: t(`carrier.sealSource.${value}`) }))}
            optional
            value={seal.source}
            onChange={(source) => changeSeal(at, { ...seal, source: sourceOf(source) })}
          />
        </div>
      ))}
      <Button glove full onPress={() => change({ ...typed, seals: [...typed.seals, { number: "", source: "" }] })}>
        {t("carrier.take.addSeal")}
      </Button>
      <TextField
        name={`${consignment}.counts.0.packages`}
        label={t("carrier.release.packages")}
        keyboard="numeric"
        maxLength={6}
        optional
        value={typed.packages}
        onChange={(packages) => change({ ...typed, packages })}
      />
    </>
  );
}

function sourceOf(value: string): Seal["source"] | "" {
  return SEAL_SOURCES.find((each) => each === value) ?? "";
}
