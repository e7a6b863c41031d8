// SPDX-License-Identifier: Apache-2.0
import encodeQr from "qr";
import { type ReactElement, useMemo } from "react";

/** Light modules around a code, by ISO/IEC 18004. */
export const QUIET_ZONE = 4;

/** A code as one path of rectangles a module high, and how many modules it measures with its quiet zone. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/**
 * The drawing of a code. `correction` is how much may be lost: "low" 7 %, "medium" 15 %.
 * @throws {Error} where the text is longer than a code can hold.
 */
export function qrDrawing(text: string, correction: "low" | "medium" = "medium"): QrDrawing {
  const modules = encodeQr(text, "raw", { ecc: correction, border: QUIET_ZONE });
  return { size: modules.length, path: modules.flatMap(rowPath).join("") };
}

function rowPath(row: readonly boolean[], y: number): string[] {
  const runs: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    const length = x - start + 1;
    runs.push(`M${start} ${y}h${length}v1h-${length}z`);
  }
  return runs;
}

interface QrCodeProps {
  readonly text: string;
  /** What the code is for, for whoever cannot see it. */
  readonly label: string;
  readonly correction?: "low" | "medium";
}

/** A code for another device to read: black on white in every theme. It is drawn and never kept as a picture. */
export function QrCode({ text, label, correction = "medium" }: QrCodeProps): ReactElement {
  const { size, path } = useMemo(() => qrDrawing(text, correction), [text, correction]);
  return (
    <div className="qr-box">
      <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </div>
  );
}
