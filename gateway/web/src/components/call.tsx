// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Icon } from "./icon";
import { Latin } from "./ref";

/** Whom to call: a desk and its number, never a person's. */
export interface CallTarget {
  readonly desk: string;
  readonly number?: string;
}

const DIALLED = /^\+?[0-9][0-9 ()./-]{4,}$/;

/** A telephone number that can be pressed; what cannot be dialled, such as an extension, is shown and not linked. */
export function CallButton({ number }: { readonly number: string }): ReactElement {
  const inside = (
    <>
      <Icon name="call" />
      <Latin>{number}</Latin>
    </>
  );
  if (!DIALLED.test(number)) return <span className="tel tel-inner">{inside}</span>;
  return (
    <a className="btn btn-quiet tel" href={`tel:${number.replace(/[^+0-9]/g, "")}`}>
      {inside}
    </a>
  );
}
