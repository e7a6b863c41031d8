// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useWords } from "../words/use-words";

/** What the browser calls the page: a record's reference or the place's name first, for tabs are narrow. */
export function PageTitle({ children }: { readonly children: string }): ReactElement {
  const t = useWords();
  return <title>{t("frame.title", { page: children })}</title>;
}
