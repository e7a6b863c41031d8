// SPDX-License-Identifier: Apache-2.0

/**
 * What is measured in the browser, on a page as it is: each function is sent there whole, and returns what is wrong, one line each. The
 * types of the document are as much as is used here.
 */

interface Style {
  readonly [name: string]: string;
}

interface Rectangle {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

interface Seen {
  readonly tagName: string;
  readonly className: string;
  readonly textContent: string;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
  getBoundingClientRect(): Rectangle;
  closest(selector: string): Seen | null;
  matches(selector: string): boolean;
}

interface Animated {
  readonly playState: string;
  readonly effect: { getComputedTiming(): { readonly duration: number | string } } | null;
}

interface Window {
  readonly document: { querySelectorAll(selector: string): Iterable<Seen>; getAnimations(): Iterable<Animated> };
  readonly getComputedStyle: (element: Seen) => Style;
}

/** Fields and buttons that nothing but a colour sets apart, which forced colours take away. */
export function unmarkedControls(): string[] {
  const { document, getComputedStyle } = globalThis as unknown as Window;
  const controls = [...document.querySelectorAll("button, input:not([type=hidden], [type=file]), select, textarea")];
  return controls
    .filter((control) => control.getBoundingClientRect().width > 1)
    .filter((control) => {
      const style = getComputedStyle(control);
      const isNative = style["appearance"] !== "none" && control.matches("input, select");
      const lines = [style["borderTopWidth"], style["borderBottomWidth"], style["outlineWidth"]];
      const styles = [style["borderTopStyle"], style["borderBottomStyle"], style["outlineStyle"]];
      const isLined = lines.some((width, at) => Number.parseFloat(width ?? "0") > 0 && styles[at] !== "none");
      const isUnderlined = (style["textDecorationLine"] ?? "none") !== "none";
      return !isNative && !isLined && !isUnderlined;
    })
    .map(({ tagName, className, textContent }) => `${tagName} ${className}: ${textContent.slice(0, 40)}`);
}

/** What moves on a page for longer than a blink. */
export function movements(): string[] {
  const BLINK_MS = 20;
  const { document, getComputedStyle } = globalThis as unknown as Window;
  const running = [...document.getAnimations()]
    .filter(
      ({ playState, effect }) => playState === "running" && Number(effect?.getComputedTiming().duration) > BLINK_MS,
    )
    .map(() => "an animation runs");
  const seconds = (value: string | undefined): number =>
    Math.max(...(value ?? "0s").split(",").map((part) => Number.parseFloat(part) * (part.includes("ms") ? 0.001 : 1)));
  const moving = [...document.querySelectorAll("body *")]
    .filter((element) => seconds(getComputedStyle(element)["transitionDuration"]) * 1_000 > BLINK_MS)
    .map(({ tagName, className }) => `${tagName} ${className} has a transition`);
  return [...running, ...moving];
}

/** Text that does not fit into its box and cannot be scrolled to. */
export function clippedText(): string[] {
  const ROUNDING = 2;
  const { document, getComputedStyle } = globalThis as unknown as Window;
  return [...document.querySelectorAll("main *, header *, nav *")]
    .filter((element) => {
      const { overflowX, overflowY, position, clipPath } = getComputedStyle(element);
      // What is only read aloud is one pixel wide.
      if (element.clientWidth <= 1 || (position === "absolute" && clipPath !== "none")) return false;
      const isCut = (overflow: string | undefined): boolean => overflow === "hidden" || overflow === "clip";
      const wide = isCut(overflowX) && element.scrollWidth > element.clientWidth + ROUNDING;
      const high = isCut(overflowY) && element.scrollHeight > element.clientHeight + ROUNDING;
      return (wide || high) && element.textContent.trim() !== "" && element.closest("svg") === null;
    })
    .map(({ tagName, className, textContent }) => `${tagName} ${className}: ${textContent.trim().slice(0, 40)}`);
}
