/** The rules that machines are judged by. */
export const RULES = {
  layers: {
    'required-fields': 'Обязательные поля',
    'model-catalogue': 'Справочник площадки',
    'field-rules': 'Правила полей',
    'business-rules': 'Правила продаж',
  },
  version: (version: string) => `Действует версия ${version}`,
  find: 'Найти: поле, марка, модель',
  lines: (shown: number, all: number) => (shown === all ? `(${all})` : `(${shown} из ${all})`),
  inEnglish: 'Сами правила сформулированы по-английски.',
  change:
    'Правила меняет команда npx feedwright rules put; rules dry-run до этого показывает, что изменится.',
};
