package related

// englishVoid are the English words that say nothing about any story: those of
// grammar, what is left of them without their apostrophe, and what stories and
// those who write them say of every story.
const englishVoid = `
a about above across after again against ago all almost along already also although always am among an and another any
anybody anyone anything anyway are around as at away back be became because become becomes been before behind being below
beside besides between beyond both but by came can cannot come comes coming could did do does doing done down during each
either else enough etc even ever every everybody everyone everything except few for from further get gets getting go goes
going gone got had has have having he hence her here hers herself him himself his how however if in indeed inside instead
into is it its itself just least less let lets like made make makes making many may maybe me might mine more most much
must my myself near neither never no nobody none nor not nothing now of off often on once one ones only onto or other
others otherwise our ours ourselves out outside over own per perhaps quite rather really same shall she should since so
some somebody somehow someone something sometimes somewhat somewhere soon still such than that the their theirs them
themselves then there therefore these they this those though through throughout thus till to together too toward towards
under unless until up upon us very via was we well went were what whatever when whenever where wherever whether which
while who whoever whole whom whose why will with within without would yet you your yours yourself
ain aren cant couldn couldnt didn didnt doesn doesnt don dont hadn hasn haven isn isnt ll mightn mustn needn oughtn re
shan shouldn shouldnt ve wasn wasnt weren won wont wouldn wouldnt im ive youre theyre thats
ie eg vs ok okay hmm oh yes hey
story stories todo fixme tbd tries try tried trying wants want wanted wanting needs need needed needing
moral morals faq character characters protagonist
`

// englishCommon are English words that are in so many texts that two texts are
// hardly alike for having one: they are compared, count less, and are not named.
const englishCommon = `
able accept accord act actual add agree allow answer appear apply ask assume attempt avoid bad base basic began begin
begun believe best better big bit bring brought build built busy call care carry case cause certain chance change
check choose chose chosen clear close common compare complete concern consider contain continue correct couple course
cover create current cut day deal decide deep definite describe detail did differ difference different difficult
directly disappointed discover do drive easily easy effort end enjoy entire especially eventually exact example
excited exist expect experience explain extra face fact fail fair fall far fast feel felt figure final find finish
first fit fix follow force forget forgot form forward found friend full fun gave general give given glad good great
grew group grow guess hand happen happy hard hate hear heard help hit hold hope hour huge idea imagine immediate important
include information interest issue join keep kept kind knew know knowledge known land large last late later lead learn
leave left life limit line little live local long look lose lost lot love low main manage matter mean meant meet
mention mind minute miss moment month morning move name nice night note notice number obvious offer old open
opportunity option order pair part particular pass past pay people person pick piece place plain plan play please
plenty point possible prefer present pretty previous probably problem produce project provide public pull push put
question quick quickly ran rate reach read ready real realise realize reason receive recent recommend remain remember
remove replace require rest result return right rule run said sat saw say second see seem seen send sense sent
separate serious set several share short show shown side similar simple simply single sit sits situation slow small
solution solve sort sound spend spent stand start state stay step stick stop straight stuck suggest support suppose
sure surprise take taken taking talk team tell term thing think thought three time tiny today told took top total
totally touch tough true turn two typical understand understood unfortunately use useful user using usual variety
various view wait walk warn watch way week wish wonder word work world worry write writing written wrong wrote year
young
`
