// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { api, contentOf } from "../../api/client";
import { Button } from "../../components/button";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { RequestErrorState } from "../../shared/request-error-state";
import { useFormats, useWords } from "../../words/use-words";
import { type Mails, MAILS_KEY, useMails } from "./queries";

/** Mails to oneself, newest first, and how each fares. */
export function MailList(): ReactElement {
  const t = useWords();
  return (
    <Answer query={useMails()}>
      {({ notices }) =>
        notices.length === 0 ? (
          <div className="panel-in">
            <EmptyState title={t("settings.mails.none")}>{t("settings.mails.none.about")}</EmptyState>
          </div>
        ) : (
          <div className="scroll-x" tabIndex={0} role="region" aria-label={t("settings.mails.table")}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t("settings.mails.what")}</th>
                  <th scope="col">{t("settings.mails.at")}</th>
                  <th scope="col">{t("settings.mails.state")}</th>
                </tr>
              </thead>
              <tbody>
                {notices.map((mail) => (
                  <MailRow key={mail.id} mail={mail} />
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </Answer>
  );
}

function MailRow({ mail }: { readonly mail: Mails["notices"][number] }): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const queries = useQueryClient();
  const { id, kind, state, createdAt, lastError } = mail;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => contentOf(api.POST("/v1/mails/{id}/resend", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: MAILS_KEY }),
  });
  return (
    <tr>
      <th scope="row">{t(`settings.kind.${kind}`)}</th>
      <td>{moment(createdAt)}</td>
      <td>
        {t(`settings.state.${state}`)} {lastError !== null && <Ref>{lastError}</Ref>}
        {state === "dead" && (
          <Button notReady={isPending} onPress={() => mutate()}>
            {t("settings.resend")}
          </Button>
        )}
        {error !== null && <RequestErrorState error={error} />}
      </td>
    </tr>
  );
}
