// SPDX-License-Identifier: Apache-2.0
import { packageService, type ChaincodePackage } from "../../fabric/chaincode-package.js";
import type { DeployedChaincode } from "../plan.js";

/** A chaincode's name in the builder's templates, which know no hyphens. */
export function templateName({ definition }: DeployedChaincode): string {
  return definition.name.replaceAll("-", "_");
}

/** What `label` a chaincode's package has, as on native networks. */
export function packageLabel({ definition }: DeployedChaincode): string {
  return `${definition.name}_${definition.version}`;
}

/**
 * The package of a chaincode. Address, certificates and key stand in it as templates, which each peer's builder fills
 * in from its environment (CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG): so the package holds no secret, and one package does
 * for every organisation.
 */
export function templatePackage(chaincode: DeployedChaincode): ChaincodePackage {
  const field = (key: string): string => `{{.${templateName(chaincode)}.${key}}}`;
  return packageService(packageLabel(chaincode), field("address"), {
    rootCertificate: field("root_cert"),
    clientCertificate: field("client_cert"),
    clientKey: field("client_key"),
  });
}
