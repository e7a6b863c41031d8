// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";

const SECOND_MS = 1_000;

/** The time, kept current to so many seconds, for ages that are shown. */
export function useNow(seconds: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), seconds * SECOND_MS);
    return () => clearInterval(timer);
  }, [seconds]);
  return now;
}
