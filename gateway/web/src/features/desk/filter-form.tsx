// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type SyntheticEvent, useState } from "react";
import { Link } from "react-router";
import { Button, buttonClass } from "../../components/button";
import { CheckboxGroup, SelectField } from "../../components/choice-fields";
import { TextField } from "../../components/text-fields";
import { useLicensingWords } from "../../shared/licensing-words";
import { useWords } from "../../words/use-words";
import { type Filters, type List, parametersOf, TEXT_FILTERS } from "./list-question";

/** Statuses that records of each list have. */
const STATUSES: Readonly<Record<List, readonly string[]>> = {
  applications: ["submitted", "approved", "refused", "issued", "withdrawn"],
  licences: ["issued", "reinstated", "suspended", "revoked", "surrendered", "exhausted", "expired", "cancelled"],
  actions: ["requested", "confirmed", "rejected", "used"],
  certificates: [
    "draft",
    "end-user-signed",
    "authority-certified",
    "verified-on-paper",
    "bound",
    "fulfilled",
    "expired",
    "withdrawn",
    "repudiated",
  ],
  consignments: ["registered", "released", "received", "invalidated"],
  parties: ["active", "suspended", "expired"],
  signatories: ["appointed", "ended", "expired"],
  holds: ["open", "released", "lapsed", "ended"],
};

interface FilterFormProps {
  readonly list: List;
  readonly filters: Filters;
  readonly onFilter: (filters: Filters) => void;
}

/** Filters of a list; all of them hold together. They stand in the address, which can be sent to a colleague. */
export function FilterForm({ list, filters, onFilter }: FilterFormProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const [typed, setTyped] = useState(filters);
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    onFilter(typed);
  };
  const count = Object.keys(parametersOf(filters)).length;
  return (
    <details className="desk-filters" open={count > 0}>
      <summary>{t("desk.filters", { count })}</summary>
      <form className="form" aria-label={t("desk.filters.form")} noValidate onSubmit={send}>
        <div className="desk-filter-grid">
          {TEXT_FILTERS.map((name) => (
            <TextField
              key={name}
              name={name}
              label={t(`desk.filter.${name}`)}
              optional
              reference={name !== "text"}
              value={typed[name]}
              onChange={(value) => setTyped({ ...typed, [name]: value })}
            />
          ))}
          <SelectField
            name="status"
            label={t("desk.filter.status")}
            optional
            options={STATUSES[list].map((value) => ({ value, label: words.status(value) }))}
            value={typed.status}
            onChange={(status) => setTyped({ ...typed, status })}
          />
          <SelectField
            name="order"
            label={t("desk.filter.order")}
            optional
            options={(["newest", "due", "reference"] as const).map((value) => ({
              value,
              label: t(`desk.order.${value}`),
            }))}
            value={typed.order}
            onChange={(order) =>
              setTyped({ ...typed, order: order === "due" || order === "reference" ? order : "newest" })
            }
          />
        </div>
        <CheckboxGroup
          name="overdue"
          label={t("desk.filter.overdue")}
          optional
          options={[{ value: "true", label: t("desk.filter.overdue.only") }]}
          values={typed.overdue ? ["true"] : []}
          onChange={(values) => setTyped({ ...typed, overdue: values.includes("true") })}
        />
        <div className="btn-row">
          <Button type="submit" kind="main">
            {t("desk.filter.act")}
          </Button>
          <Link className={buttonClass({ kind: "quiet" })} to={`/lists/${list}`}>
            {t("desk.filter.clear")}
          </Link>
        </div>
      </form>
    </details>
  );
}
