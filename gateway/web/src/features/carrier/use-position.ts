// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";

const MILLIONTHS = 1_000_000;
/** How long the device may take to find itself, in milliseconds. */
const PATIENCE_MS = 20_000;

/** A position as the device gave it, in millionths of a degree, with how exact it is in metres. */
interface Found {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy: number;
}

/** Asks the device where it is, when somebody wants it to and never by itself. */
export function usePosition(onFound: (found: Found) => void): {
  readonly ask: () => void;
  readonly state: "idle" | "asking" | "failed";
} {
  const [state, setState] = useState<"idle" | "asking" | "failed">("idle");
  const ask = (): void => {
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        setState("idle");
        onFound({ latitude: millionths(latitude), longitude: millionths(longitude), accuracy });
      },
      () => setState("failed"),
      { enableHighAccuracy: true, timeout: PATIENCE_MS },
    );
  };
  return { ask, state };
}

function millionths(degrees: number): number {
  return Math.round(degrees * MILLIONTHS);
}
