// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent, LicenceParty } from "@licet/domain/licence/schemas";
import type { LicenceKind } from "@licet/domain/licence/kinds";
import { decimalOf } from "./money";
import { emptyApplication, type TypedApplication, type TypedLine, type TypedParty } from "./typed";

/**
 * A new application with what an earlier one says. Its own reference, the date of its contract, the applicant's reference and its files
 * belong to the earlier one and are left out.
 */
export function copiedFrom(application: string, kind: LicenceKind, content: LicenceContent): TypedApplication {
  const { conditions } = content;
  return {
    ...emptyApplication(application, typedParty(content.exporter)),
    scope: kind.scope,
    activity: kind.activity,
    label: kind.label ?? "",
    consignee: typedParty(content.consignee),
    endUser: typedParty(content.endUser),
    thirdParties: content.thirdParties.map((third) => ({ ...typedParty(third), role: third.role })),
    destination: content.destination,
    originCountry: content.originCountry,
    lines: content.lines.map(typedLine),
    endUse: content.endUse,
    countries: conditions.countries.map(({ country, use, allowed }) => ({
      country,
      use,
      allowed: allowed ? "yes" : "no",
    })),
    route: conditions.route.join(", "),
    carriers: conditions.carriers.join(", "),
    returnBy: conditions.returnBy ?? "",
    dvcDueDays: conditions.dvcDueDays?.toString() ?? "",
    officialPresence: conditions.officialPresence ? "yes" : "no",
    freeText: conditions.freeText ?? "",
  };
}

function typedParty({ party, name, country, address }: LicenceParty): TypedParty {
  return { party, name, country, address: address ?? "" };
}

function typedLine(line: LicenceContent["lines"][number]): TypedLine {
  const { description, controlCode, controlList, catchAll, commodityCode, casNumber, value } = line;
  return {
    description,
    controlCode,
    ...(controlList ?? { list: "", edition: "" }),
    catchAll: catchAll ?? "",
    commodityCode: commodityCode ?? "",
    casNumber: casNumber ?? "",
    value: value === undefined ? "" : decimalOf(value.amount, value.currency),
    currency: value?.currency ?? "",
  };
}
