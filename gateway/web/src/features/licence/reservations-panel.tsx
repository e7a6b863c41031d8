// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { type ReservationsPage, useReservations } from "../../api/licensing";
import { type Column, DataTable } from "../../components/data-table";
import { Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";

type Reservation = ReservationsPage["items"][number];

/** Reservations of a licence: by whom, on what document, how much. */
export function ReservationsPanel({ licence }: { readonly licence: string }): ReactElement {
  const t = useWords();
  const { moment, quantity } = useFormats();
  const query = useReservations(licence);
  const columns: readonly Column<Reservation>[] = [
    { id: "when", head: t("licence.entry.when"), cell: ({ createdAt }) => moment(createdAt) },
    {
      id: "status",
      head: t("licence.reservation.status"),
      cell: ({ status }) => t(`licence.reservation.status.${status}`),
    },
    {
      id: "who",
      head: t("licence.entry.who"),
      cell: ({ organisation, office }) => (
        <>
          {organisation} {office !== undefined && <Ref>{office}</Ref>}
        </>
      ),
    },
    {
      id: "document",
      head: t("licence.entry.document"),
      cell: ({ document, consignment }) => (
        <>
          {document.type} <Ref>{document.reference}</Ref>
          {consignment !== undefined && (
            <div>
              <Ref>{consignment}</Ref>
            </div>
          )}
        </>
      ),
    },
    { id: "line", head: t("licensing.field.line"), figures: true, cell: ({ line }) => line },
    {
      id: "reserved",
      head: t("components.balance.reserved"),
      figures: true,
      cell: ({ reserved, unit }) => quantity({ amount: reserved, unit }),
    },
    {
      id: "consumed",
      head: t("components.balance.consumed"),
      figures: true,
      cell: ({ consumed, unit }) => quantity({ amount: consumed, unit }),
    },
  ];
  return (
    <Panel title={t("licence.reservations")} padded={false}>
      <Answer query={query}>
        {(page) => (
          <DataTable
            label={t("licensing.table", { what: t("licence.reservations") })}
            columns={columns}
            rows={page.items}
            keyOf={({ id, line }) => `${id}/${line}`}
            nameOf={({ id }) => id}
            empty={
              <EmptyState title={t("licence.reservations.none")}>{t("licence.reservations.noneAbout")}</EmptyState>
            }
          />
        )}
      </Answer>
    </Panel>
  );
}
