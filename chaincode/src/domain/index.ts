// SPDX-License-Identifier: Apache-2.0
export * from "./errors/catalogue";
export * from "./errors/entry";
export * from "./errors/licet-error";
export * from "./shared/canonical";
export * from "./shared/commitment";
export * from "./shared/definition";
export * from "./shared/eip712";
export * from "./shared/ownership";
export * from "./shared/parts";
export * from "./shared/primitives";
export * from "./shared/quantity";
export * from "./shared/references";
export * from "./shared/roles";
export * from "./shared/transitions";
