// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import { type Moment, momentNow } from "./age";

const TICK_MS = 1_000;

/** The moment, kept current to a second. */
export function useMoment(): Moment {
  const [moment, setMoment] = useState(momentNow);
  useEffect(() => {
    const timer = setInterval(() => setMoment(momentNow()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return moment;
}
