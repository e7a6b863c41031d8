// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useNavigate } from "react-router";
import { signOut } from "../../api/session";
import { Button, ButtonRow } from "../../components/button";
import { useWords } from "../../words/use-words";
import { RequestErrorState } from "../../shared/request-error-state";

/** The ways out: of this session, or of all of them. */
export function SignOutButtons(): ReactElement {
  const t = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (everywhere: boolean) => signOut(queries, everywhere),
    onSuccess: (providerAddress) => {
      // The provider's own session would sign in again without a question.
      if (providerAddress === null) void navigate("/");
      else location.assign(providerAddress);
    },
  });
  return (
    <>
      {error !== null && <RequestErrorState error={error} />}
      <ButtonRow>
        <Button kind="quiet" notReady={isPending} onPress={() => mutate(false)}>
          {t("frame.signOut")}
        </Button>
        <Button kind="quiet" notReady={isPending} onPress={() => mutate(true)}>
          {t("frame.signOut.everywhere")}
        </Button>
      </ButtonRow>
    </>
  );
}
