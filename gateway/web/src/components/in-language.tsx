// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";

interface InLanguageProps {
  /** The text's language, as BCP 47; the page's where it is left out. */
  readonly language: string | undefined;
  readonly children: ReactNode;
}

/** Text that may be in another language than the page, so that it is read out and set as what it is (WCAG 3.1.2). */
export function InLanguage({ language, children }: InLanguageProps): ReactElement {
  if (language === undefined) return <span>{children}</span>;
  return (
    <span lang={language} dir="auto">
      {children}
    </span>
  );
}
