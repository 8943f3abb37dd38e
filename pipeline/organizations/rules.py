"""The rules of organizations, by id: the row of the lexicon and what supports it, names that the text
gives, and why a surface is none.
"""

from collections.abc import Mapping

MEANT: Mapping[str, str] = {
    "organizations.csv": "the row of this lexicon whose id stands behind the colon",
    "alike-in-list": "an ambiguous name beside another of its kind and country in a list: 中大、理大",
    "campus-behind": "an ambiguous university before whom only universities have: 港大|校委会",
    "company-behind": "an ambiguous company before what companies have: 中兴|子公司",
    "company-in-list": "an ambiguous name beside a known one in a list: 华为、中兴",
    "country-beside": "an ambiguous name with the country of this row directly before it: 美国|国会",
    "country-in-list": "an ambiguous ministry in a list of bodies of one country: 商务部、海关总署",
    "country-near": "an ambiguous name not far behind what acts or speaks for the row's country",
    "country-of-document": "an ambiguous name in a text in which the row's country acts most often",
    "first-of-several": "a name of several rows, and no country beside it: the first row",
    "named-in-full": "an ambiguous name whose full name stands in the text",
    "quoted": "an ambiguous medium that the text cites: CNN|称",
    "staff-behind": "an ambiguous company before whom only companies have: 美团|安全负责人, Zoom|’s founder",
    "told-before": "an ambiguous name of a company that the text means by it elsewhere",
    "ambiguous-name": "a name with a head noun that may mean several; it gets no id: 商务部",
    "ambiguous": "refused: an acronym or a word, and nothing in the text supports this meaning",
}
EXTENT: Mapping[str, str] = {
    "body-of-its-own": "a body named like an entry, but of another: 菲律宾|众议院拨款委员会, 香港艺术|发展局",
    "branch-of-a-company": "a place in brackets and the legal form behind a name: an entity of its own",
    "country-in-name": "the country before a name is a part of it: 美国|普渡大学",
    "country-left-out": "the country before a company is no part of its name: 韩国|三星",
    "legal-form": "the legal form behind a name belongs to it: 华为|技术有限公司",
    "name-with-owner": "what stands before a known name belongs to it: 商业部|产业与安全局",
    "part-of-a-school": "a part of a school right behind it: 中大|学生会, 港大|感染及传染病中心",
    "team-of-a-company": "a company with its team that answers to attacks: 绿盟科技|CERT",
    "owner-before": "a bureau right behind its ministry: 经济部|产业发展署",
}
OPEN: Mapping[str, str] = {
    "company-told": "the one company that an ambiguous name can mean, told by a list: 红帽等企业",
    "capitalized": "capitalized words without a head noun, again or in brackets, where organizations stand: Mandiant",
    "called-a-company": "an English name that the text calls a company: chipmaker Fractile",
    "english-head": "capitalized words with a head noun: Bureau of Industry and Security",
    "group-of-countries": "a group named by letters of its countries: 美以印阿四国集团",
    "legal-form-name": "the words up to a company's legal form, from its place on: 深圳市华新九方科技有限公司",
    "introduced-company": "a company behind the word that introduces it: 芯片巨头|美光科技公司",
    "latin-name": "a Latin name where a company stands: 初创企业 3rdiTech",
    "linked-by-acronym": "another translation of the entry whose acronym stands behind it: …部(HHS)",
    "linked-by-spelling": "spelled almost as an entry of the same kind and country",
    "local-department": "a department behind a division of China: 广东省|商务厅",
    "list-of-companies": "an item of a list that ends with a word for companies: 高通、美光等企业",
    "name-without-country": "a name again without its country: 印度|电子和信息技术部",
    "name-without-legal-form": "a company again without its legal form: 诺瓦瓦克斯|公司",
    "ner": "a name that the statistical model behind the colon sees, and no rule",
    "pair": "the acronym or translation that the text itself gives a name: 半导体联盟(SIAC)",
    "repeated-name": "a name again that the text has given before",
}
REFUSED: Mapping[str, str] = {
    "country-and-word": "refused: a country and what follows: 中国|电信市场",
    "on-a-platform": "refused: what stands on a platform: the Facebook|page, on|GitHub",
    "maker-of-a-product": "refused: a product that begins with its maker's name: Google|Chrome",
    "piece-of-code": "refused: a piece of a word of code: MSF|_LICENSE",
    "product-version": "refused: a product with its version: DeepSeek|-R1, Flat File CMS|2.0",
    "standard-number": "refused: the designation of a standard: ISO 9001",
    "doubtful-name": "refused: what a proposed name shows does not weigh enough, though it may be one",
    "explained-otherwise": "refused: the text itself explains an ambiguous acronym as something else",
    "title-of-an-official": "refused: a part of an official's title: 商务部|长",
    "verb-hui": "refused: 会 is a verb: 美国|会采取措施",
    "verb-wei": "refused: 为 is a verb: 以限制华|为目的",
    "word-before": "refused: the first character belongs to the word before: 各国|会",
    "word-behind": "refused: the last character belongs to the word behind: 国防|部署",
}
RULES: Mapping[str, str] = {**MEANT, **EXTENT, **OPEN, **REFUSED}
