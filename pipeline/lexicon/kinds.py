"""The closed sets of a column's values, each with its meaning in a few words."""

ORGANIZATION_KINDS = {
    "government": "a part of a state",
    "company": "it sells something",
    "international": "states are its members",
    "research": "universities, institutes, think tanks",
    "military": "forces and their units",
    "media": "newspapers, broadcasters, agencies",
    "alliance": "companies or others that joined",
    "other": "none of these",
}
TECHNOLOGY_CATEGORIES = {
    "ai": "artificial intelligence",
    "computing": "computers, software, data",
    "quantum": "quantum technology",
    "semiconductors": "chips and how they are made",
    "communications": "networks and radio",
    "space": "satellites and rockets",
    "biotech": "biology and medicine",
    "energy": "power and storage",
    "materials": "materials",
    "defence": "arms",
    "robotics": "robots and drones",
    "cyber": "security of networks and data",
    "manufacturing": "machines and processes",
    "navigation_sensing": "navigation and sensors",
    "transport": "vehicles, ships, aircraft",
    "other": "none of these",
}
EVENT_TYPES = {
    "legislation": "bills and laws",
    "regulation": "rules, lists, bans, sanctions",
    "agreement": "treaties, memoranda, cooperation",
    "meeting": "visits, talks, conferences",
    "statement": "what somebody says",
    "publication": "reports, plans, papers",
    "investment": "money put into something",
    "establishment": "bodies set up or closed",
    "milestone": "launches, tests, openings",
    "deal": "takeovers, orders, contracts",
    "personnel": "appointments and resignations",
    "other": "none of these",
}
MODALITIES = {
    "actual": "it took place",
    "planned": "it is to come",
    "negated": "it did not take place",
    "uncertain": "it may or may not",
}
MARKS = {
    "adjunct": "it says where, how, why or about what: no event of its own",
    "agent": "who does it",
    "recipient": "whom it is done to or with",
    "planned": "it is to come",
    "negated": "it did not take place",
    "uncertain": "it may or may not have taken place",
    "unreal": "a condition or a wish: no event",
    "question": "a question: no event where a question mark ends it",
}
LANGUAGES = {"zh": "Chinese", "en": "English"}
BOILERPLATE_KINDS = {
    "navigation": "words of menus: a line made of them goes",
    "navigation-line": "what begins a line that leads elsewhere: 上一篇：",
    "counter": "how often a page was read",
    "share": "buttons that pass a page on",
    "recommendation": "a heading above lists of other articles",
    "subscription": "pleas to follow or subscribe",
    "app": "pleas to open or load an app",
    "notice": "what hosts of documents print",
    "comment": "a heading above readers' comments",
    "filing": "filing and licence numbers of a site",
    "copyright": "rights reserved",
    "contact": "addresses and telephones of a site",
    "advertisement": "marks of advertisements",
    "archive": "banners of web archives",
}
