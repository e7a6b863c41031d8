// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import type { ComponentType, ReactElement } from "react";
import { useSession } from "../api/session";
import { PageTitle } from "../components/page-title";
import { PageHead } from "../components/panel";
import { useFormats, useWords } from "../words/use-words";

interface ForRolesProps {
  readonly roles: readonly Role[];
  readonly page: ComponentType;
}

/** A page for those whom it is for; others are told whom. What anybody may read or do, the ledger decides. */
export function ForRoles({ roles, page: Page }: ForRolesProps): ReactElement {
  const t = useWords();
  const { list } = useFormats();
  const { role } = useSession();
  if (role !== null && roles.includes(role)) return <Page />;
  const title = t("frame.forbidden.title");
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead
        title={title}
        lead={t("frame.forbidden.do", { roles: list(roles.map((each) => t(`frame.role.${each}`))) })}
      />
    </>
  );
}
