// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useState } from "react";

/** How wide an element is on the page, in pixels, so that what is drawn in it keeps its size of type; `first` until it is measured. */
export function useWidth(element: RefObject<Element | null>, first: number): number {
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const wide = Math.round(entry?.contentRect.width ?? 0);
      if (wide > 0) setWidth(wide);
    });
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
