export * from './catalogue';
export * from './claim';
export * from './ids';
export * from './partial-date';
