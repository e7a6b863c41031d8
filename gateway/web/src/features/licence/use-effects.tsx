// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { type LicenceView, useList } from "../../api/licensing";
import type { Effect } from "../../components/effects-sheet";
import { Ref } from "../../components/ref";
import type { ContentShown } from "../../shared/licence-content";
import { useLicensingWords } from "../../shared/licensing-words";
import { type Formats } from "../../words/formats";
import { useFormats, useWords, type Words } from "../../words/use-words";
import type { SheetAct } from "./acts";

/** Acts whose effects are shown before: those of officers, and giving the licence up as its holder does. */
export type ActShown = SheetAct | "surrender";

/** Acts that one person takes, at once. */
const AT_ONCE: readonly ActShown[] = ["suspend", "expire", "surrender"];

/** What an act would bring about. */
export interface Effects {
  /** Undefined while it is asked, or where it could not be asked: never shown as nothing. */
  readonly atOnce: readonly Effect[] | undefined;
  readonly stays: readonly Effect[];
  readonly told: ReactNode;
}

const CONSIGNMENTS_MAX = 100;

/** What an act on a licence would bring about: consignments on their way, what is reserved, what is left, what stays. */
export function useEffects(act: ActShown, view: LicenceView, content: ContentShown): Effects {
  const t = useWords();
  const formats = useFormats();
  const words = useLicensingWords();
  const { licence } = view;
  const underWay = useList("consignments", {
    licence: licence.number,
    status: ["registered", "released"],
    pageSize: CONSIGNMENTS_MAX,
    order: "newest",
  });
  const states = [licence.authority, ...licence.writeOffBy].map(words.country);
  const exporter = content.state === "disclosed" ? content.content.exporter.name : undefined;
  const told = t("licence.told", {
    states: formats.list([...new Set(states)]),
    exporter: exporter ?? t("licensing.field.exporter"),
  });
  const stays = staysOf(view, t, formats);
  if (act === "reinstate") {
    return { atOnce: [{ id: "request", sign: "wait", text: t("licence.effect.requested") }], stays, told };
  }
  const ids = underWay.data?.items.map(({ id }) => id);
  if (ids === undefined) return { atOnce: undefined, stays, told };
  const waits: Effect[] = AT_ONCE.includes(act)
    ? []
    : [{ id: "request", sign: "wait", text: t("licence.effect.requested") }];
  return { atOnce: [...waits, ...stopsOf(act, view, ids, t, formats)], stays, told };
}

/** What stops when the act takes effect. */
function stopsOf(
  act: ActShown,
  { lines }: LicenceView,
  consignments: readonly string[],
  t: Words,
  formats: Formats,
): Effect[] {
  const written = (amount: string, unit: string): string => formats.quantity({ amount, unit });
  const onTheWay: Effect[] =
    consignments.length === 0
      ? []
      : [
          {
            id: "consignments",
            sign: act === "expire" ? "refer" : "stop",
            text: (
              <>
                <b>
                  {t(`licence.effect.consignments.${act === "expire" ? "expire" : "stop"}`, {
                    count: consignments.length,
                  })}
                </b>{" "}
                {consignments.map((id) => (
                  <span key={id}>
                    <Ref wrap>{id}</Ref>{" "}
                  </span>
                ))}
              </>
            ),
          },
        ];
  return [
    ...onTheWay,
    ...lines.flatMap(({ line, unit, reserved, available }): Effect[] => [
      ...(reserved === "0"
        ? []
        : [
            {
              id: `reserved-${line}`,
              sign: "stop" as const,
              text: t("licence.effect.reserved", { line, amount: written(reserved, unit) }),
            },
          ]),
      {
        id: `left-${line}`,
        sign: "stop",
        text:
          available === undefined
            ? t("licence.effect.unlimited", { line })
            : t("licence.effect.left", { line, amount: written(available, unit) }),
      },
    ]),
  ];
}

function staysOf({ licence, lines }: LicenceView, t: Words, { quantity }: Formats): Effect[] {
  return [
    ...lines.map(({ line, unit, consumed }): Effect => ({
      id: `consumed-${line}`,
      sign: "na",
      text: t("licence.effect.consumed", { line, amount: quantity({ amount: consumed, unit }) }),
    })),
    ...(licence.boundCertificate === undefined
      ? []
      : [
          {
            id: "certificate",
            sign: "na" as const,
            text: t.with("licence.effect.certificate", { certificate: <Ref>{licence.boundCertificate}</Ref> }),
          },
        ]),
  ];
}
