"""The words that say who said something, language by language, as data: verbs, pronouns, titles, organisations."""

from __future__ import annotations

import functools

from newsroom_cli.model.named import NamedTuple


class Tongue(NamedTuple):
    """One language's words, each a list in one string; `|` joins the words of a phrase.

    `verbs` report speech and may stand before their subject; `rather` report it too, but only with words such as
    "it" or "as" between: called it "a step". `helpers` may stand before a participle: ha dicho, a déclaré.
    """

    verbs: str
    rather: str
    helpers: str
    pronouns: str
    according: str
    articles: str
    titles: str
    documents: str
    groups: str
    named: str  # words before a title of a work or a name that is no speech
    statement: str  # words that announce somebody's own words
    incises: bool = False  # the attribution may stand inside the marks: « C’est fait, dit Ana Ruiz. Nous avançons. »
    drops: bool = False  # a sentence needs no subject: Además, ha señalado que
    mottos: str = ""  # words before a motto or title, whatever stands between: Motto des Hafentages: „...“
    topics: str = ""  # words right before the title of a paper or talk, or the question it asks
    compounds: bool = False  # titles may be the end of a longer word: Forschungsfeldleiter


_EN = Tongue(
    verbs="""said says say saying added adds adding explained explains explaining noted notes noting stated states stating commented comments
        commenting continued continues continuing concluded concludes concluding remarked remarks remarking told tells telling wrote writes writing
        asked asks asking replied replies responded responds declared declares declaring announced announces emphasized emphasizes emphasised
        emphasises emphasizing stressed stresses stressing observed observes recalled recalls reiterated reiterates warned warns warning urged
        urges argued argues claimed claims insisted insists admitted admits acknowledged acknowledges affirmed affirms agreed agrees exclaimed
        exclaims quipped quips joked jokes shared shares sharing offered offers testified testifies tweeted tweets posted posts predicted
        predicts promised promises pledged pledges reminded reminds cautioned cautions suggested suggests laughed cried boasted opined opines mused muses
        marveled vowed vows enthused enthuses reflected reflects remembered remembers summarized summarised summarizes lamented laments
        complained complains countered counters confirmed confirms proclaimed proclaims recounted recounts revealed reveals echoed echoes
        answered answers advised advises began begins contended contends maintained maintains underscored underscores underlined
        highlighted highlights elaborated elaborates clarified clarifies commended praised applauded opened""",
    rather="""called calls calling described describes describing hailed hails dubbed termed labeled labelled characterized characterised
        praised credited cited cites quoted expressed expresses thanked congratulated welcomed encouraged believes believed thinks thought
        feels felt hopes hoped wants wanted denounced condemned criticized criticised slammed blasted referred refers pointed points
        went summed sums issued released gave read reads demanded alleged accused compared promised pledged vowed asserted asserts""",
    helpers="",
    pronouns="he she they",
    according="according|to",
    articles="the a an our its his her their one this that another",
    titles="""mayor governor gov lady president vice-president chair chairman chairwoman chairperson co-chair cochair co-chairs director directors
        commissioner secretary superintendent chief officer ceo cfo coo cto cmo cio cpo ciso sheriff undersheriff attorney counsel prosecutor
        judge justice senator sen senators representative rep reps representatives congressman congresswoman congressmember councilor
        councillor councilman councilwoman councilmember councilperson alderman alderwoman alderperson supervisor assemblymember assemblyman
        assemblywoman assembly-member delegate minister premier ambassador administrator manager executive founder co-founder cofounder
        co-founders founders partner principal dean provost chancellor rector professor prof lecturer researcher scientist author co-author
        coach captain capt lieutenant lt sergeant sgt corporal cpl detective det major maj colonel col general gen admiral adm commander cmdr
        agent inspector marshal deputy trooper constable spokesperson spokesman spokeswoman spokespeople analyst engineer curator artist
        owner publisher editor leader head coordinator co-ordinator advisor adviser advocate activist member trustee treasurer clerk
        controller comptroller auditor assessor ombudsman ombudsperson archbishop bishop cardinal rev reverend pastor rabbi imam nurse
        doctor physician surgeon student resident teacher farmer vp svp evp avp lead fellow designer economist historian organizer organiser
        liaison consultant broker realtor architect planner commissioner-general envoy speaker whip assistant associate warden librarian
        archivist biologist geologist ecologist meteorologist epidemiologist psychologist chemist physicist astronomer pathologist investigator
        developer programmer maintainer strategist producer filmmaker actor actress singer composer conductor musician writer journalist
        reporter columnist anchor host entrepreneur investor chairholder commissioner-elect mayor-elect governor-elect president-elect
        freeholder selectman selectwoman selectperson magistrate solicitor barrister lawyer paralegal litigator victim survivor mother father
        parent brother sister son daughter widow widower volunteer veteran officer-in-charge ranger chaplain firefighter paramedic
        undersecretary under-secretary supervisor-elect spokesmodel statistician technologist evangelist specialist expert instructor
        educator counselor counsellor therapist pharmacist dentist veterinarian operator contractor builder superintendent-principal
        co-director co-president co-owner co-lead co-leader coordinator-general comptroller-general secretary-general attorney-general
        esq laureate champion ambassador-at-large chairperson-elect chair-elect convener convenor steward rapporteur co-rapporteur rapporteurs headteacher headmaster secretary-treasurer chief-of-staff quartermaster sommelier chef brewer winemaker ranger keeper trainer jockey driver pilot astronaut sailor skipper umpire referee player quarterback midfielder goalkeeper striker captain-elect cinematographer choreographer dancer playwright poet novelist illustrator photographer sculptor painter vice-chancellor
        vice-chair vice-chairman vice-mayor postmaster commissioner's undergraduate postdoc graduate alumnus alumna ombud registrar sophomore freshman medalist medallist golfer athlete swimmer runner cyclist boxer neurologist oncologist cardiologist dermatologist virologist veteran inventor""",
    documents="""report study letter law bill statute section act complaint indictment order resolution sign article memo memorandum
        ruling constitution policy guideline guidelines message email e-mail text affidavit documents document filing lawsuit suit decision opinion
        charter code ordinance contract agreement plan proposal rule regulation amendment warrant website page survey poll book poem song
        verse scripture bible plaque inscription sticker shirt banner headline caption slogan motto tagline theme label definition guidance
        review lyrics petition motion brief transcript video ad advertisement""",
    groups="""department office authority council university inc llc corp corporation company association foundation committee commission board
        coalition police center centre institute school schools bank group union agency service services bureau team club court ministry society
        network alliance partners fund trust hospital church museum college congress senate house government administration district county city
        state organization organisation league federation chamber party campaign press media times post journal herald tribune news project
        force unit division section branch brigade squad crew staff initiative program programme consortium partnership ltd gmbh plc""",
    named="""called titled entitled named dubbed termed known|as so-called nicknamed labeled labelled theme motto slogan tagline song film book
        movie album play essay exhibit exhibition episode series single poem article paper hashtag category word words term phrase charge charges
        charged""",
    statement="""statement statements remarks comments comment quote words message response say says said following reaction reactions testimony""",
)

_ES = Tongue(
    verbs="""dijo dice decía señaló señala afirmó afirma aseguró asegura explicó explica añadió añade agregó agrega indicó indica declaró declara
        manifestó manifiesta comentó comenta destacó destaca subrayó subraya apuntó apunta sostuvo sostiene expresó expresa recordó recuerda
        concluyó concluye anunció anuncia precisó precisa advirtió advierte insistió insiste reiteró reitera resaltó resalta enfatizó enfatiza
        mencionó menciona puntualizó puntualiza remarcó remarca recalcó recalca opinó opina respondió responde preguntó pregunta detalló detalla
        matizó valoró valora celebró reconoció reconoce confirmó confirma aclaró aclara contó cuenta relató relata prosiguió continuó dicho
        dijeron señalaron afirmaron explicaron indicaron destacaron añadieron manifestaron aseguraron comentó señalado afirmado asegurado explicado añadido indicado declarado manifestado comentado destacado subrayado apuntado expresado recordado
        concluido anunciado precisado advertido insistido reiterado resaltado asimismo finalizó finaliza lamenta lamentó
        manifiesto remarcado recalcado enfatizado mencionado puntualizado opinado respondido detallado valorado celebrado reconocido confirmado aclarado
        contado relatado lamentado ahondado ahondó pide pidió pedido reclama reclamó defiende defendió refirió argumentó argumenta alertó alerta denunció denuncia criticó critica agradeció agradece sentenció planteó plantea
        hincapié cree creen creía opinan considera piensa piensan entiende confía espera agradecen agradece propone propuso propuesto exige exigió exigido promete prometió prometido sugiere sugirió lamentan celebran denuncian exigen reclaman
        señalan afirman explican indican destacan añaden aseguran subrayan apuntan sostienen recuerdan advierten insisten consideran agregaron
        subrayaron apuntaron sostuvieron detallaron concluyeron informó informaron apostilló apostilla zanjó confesó confiesa reflexionó admitió
        admite señalando afirmando explicando indicando destacando añadiendo asegurando subrayando apuntando recordando recalcando remarcando
        manifestando insistiendo advirtiendo concluyendo agregando
        manifestaron expresaron denunciaron exigieron reclamaron recordaron defendieron advirtieron insistieron""",
    rather="mostrado mostró mostrada felicitó felicitado repudió repudiaron repudia condenó condenaron condena rechazó rechazaron rechaza calificó describió llamó definió consideró considera comprometió comprometido agradecido trasladado trasladó incidido incidió apostado apostó",
    helpers="ha han había",
    pronouns="él ella ellos ellas",
    according="según de|acuerdo|con para en|palabras|de en|palabras|del a|juicio|de a|juicio|del",
    articles="el la los las un una su nuestro nuestra",
    titles="""alcalde alcaldesa presidente presidenta vicepresidente vicepresidenta director directora ministro ministra secretario secretaria
        gobernador gobernadora portavoz vocero vocera concejal concejala consejero consejera delegado delegada jefe jefa coordinador
        coordinadora gerente rector rectora decano decana profesor profesora catedrático catedrática investigador investigadora diputado diputada
        senador senadora fiscal juez jueza subsecretario subsecretaria intendente intendenta responsable fundador fundadora cofundador cofundadora
        miembro líder experto experta arquitecto arquitecta activista ingeniero ingeniera médico médica abogado abogada vicerrector vicerrectora
        doctor doctora comisionado comisionada embajador embajadora subdirector subdirectora titular regidor regidora""",
    documents="nota informe estudio carta ley decreto sentencia documento comunicado texto artículo resolución tribunal auto dictamen directiva",
    groups="""ayuntamiento ministerio secretaría gobierno universidad empresa compañía asociación fundación comisión consejo instituto sindicato
        agencia banco grupo federación partido junta diputación municipalidad cámara tribunal ong plataforma""",
    named="llamado llamada titulado titulada denominado denominada lema película libro canción exposición programa proyecto palabra término",
    statement="declaración declaraciones comunicado palabras siguiente mensaje",
    mottos="lema eslogan slogan título consigna hashtag etiqueta término apodo nombre",
    topics="""tema pregunta bajo artículo informe estudio libro película canción exposición jornada conferencia charla ponencia
        plan fondo premio estrategia sello guía manifiesto red ciclo obra revista plataforma aplicación espectáculo festival concurso
        encuentro documental serie reto evento feria gala ley leyes
        taller mesa curso seminario congreso foro campaña programa proyecto iniciativa titulado titulada titulados tituladas denominado denominada
        denominados denominadas llamado llamada llamados llamadas""",
    incises=True,
    drops=True,
)

_FR = Tongue(
    verbs="""dit disait déclare déclaré déclarait explique expliqué ajoute ajouté souligne souligné affirme affirmé précise précisé indique indiqué
        commente commenté estime estimé rappelle rappelé conclut conclu annonce annoncé confie confié assure assuré note noté poursuit poursuivi
        témoigne témoigné insiste insisté observe observé raconte raconté répond répondu remarque réagit réagi résume résumé détaille
        détaillé martèle plaide prévient lance lancé salue salué reconnaît écrit ajoutait confirme confirmé déclarent expliquent ajoutent soulignent affirment argumente avance
        juge jugé relève relevé souvient constate constaté complète complété espère dénonce dénoncé regrette regretté alerte alerté renchérit
        concluait précisait soulignait affirmait estimait rappelait indiquait notait écrivait poursuivait insistait confiait constatait racontait
        rappellent précisent estiment indiquent dénoncent regrettent insistent espèrent saluent témoignent constatent notent concluent déplorent
        valoir croit croient pense pensent déplore déploré promet promis propose proposé exige exigé soutient avoue admet martelé prévenu plaidé écrit ironise interroge
        souligner ajouter conclure préciser rappeler insister expliquer renchérir dire
        soulignant rappelant ajoutant estimant précisant affirmant notant insistant déclarant expliquant indiquant concluant
        réjouit réjoui réjouie félicite félicité félicitée enthousiasme exclame exclamé""",
    rather="dite montré montrée condamne condamné réclame réclamé évoque évoqué pointe pointé qualifie qualifié décrit appelle considère",
    helpers="a ont avait s'est s’est est se s' s’",
    pronouns="il elle ils elles",
    according="selon d'après d’après pour aux|yeux|de",
    articles="le la les l' l’ un une son sa ses notre",
    titles="""maire maires président présidente vice-président vice-présidente directeur directrice ministre secrétaire préfet préfète député
        députée sénateur sénatrice porte-parole conseiller conseillère adjoint adjointe chef cheffe coordinateur coordinatrice gérant gérante
        recteur rectrice doyen doyenne professeur professeure chercheur chercheuse fondateur fondatrice cofondateur cofondatrice responsable
        commissaire procureur procureure juge docteur médecin ambassadeur ambassadrice délégué déléguée membre réalisateur réalisatrice producteur productrice
        acteur actrice coprésident coprésidente ingénieur ingénieure avocat avocate militant militante pdg dg trésorier trésorière élu élue""",
    documents="rapport étude lettre loi décret arrêté document communiqué texte article révision résolution directive charte cour tribunal jugement",
    groups="""mairie ministère gouvernement université entreprise société association fondation commission conseil institut syndicat agence banque
        groupe fédération parti département région métropole ville chambre cour tribunal ong""",
    named="intitulé intitulée appelé appelée nommé nommée dit dite titre slogan film livre chanson exposition programme projet mot terme",
    statement="déclaration déclarations communiqué mots suivante suivant message",
    mottos="devise slogan titre intitulé baptisé hashtag mot-clé terme nom",
    topics="""thème question rapport étude livre film chanson exposition conférence atelier colloque séminaire table-ronde programme
        démarche fonds plan concours réseau collectif journée semaine festival événement guide charte appel tribune pétition manifeste
        plateforme application site magazine revue série chronique dossier ouvrage roman essai volet défi challenge trophée
        projet campagne label prix opération dispositif intitulé intitulée intitulés intitulées dit dite dits dites nommé nommée baptisée
        dénommé dénommée surnommé surnommée appelé appelée""",
    incises=True,
)

_DE = Tongue(
    verbs="""sagte sagt erklärte erklärt betonte betont ergänzte ergänzt fügte fügt meinte meint berichtete berichtet unterstrich unterstreicht
        äußerte äußert kommentierte kommentiert so freute freut lobte lobt kündigte kündigt teilte teilt hob hebt führte führt stellte stellt
        bestätigte bestätigt warnte warnt forderte fordert erläuterte erläutert resümierte resümiert schloss schließt verwies verweist gab gibt
        antwortete antwortet fragte fragt schrieb schreibt versicherte versichert erinnerte erinnert appelliert appellierte resümierte ergänzend hofft hoffte wünscht
        bemängelt bemängelte kritisiert kritisierte schlussfolgert schlussfolgerte konstatiert resümierend wünschte begrüßt begrüßte mahnt mahnte bilanziert präzisiert sagten sagen erklärten erklären betonten betonen ergänzten teilten fordern forderten bekräftigte bekräftigt sprach spricht dankte dankt findet fand weiß
        heißt hieß begründet begründete verdeutlicht verdeutlichte bedauert bedauerte schildert schilderte urteilt urteilte moniert monierte
        ruft rief rufen riefen rät riet droht drohte verspricht versprach argumentiert argumentierte plädiert plädierte widerspricht widersprach
        erwidert erwiderte entgegnet entgegnete räumt räumte unterstrichen betont erinnern warnten warnen kritisieren kritisierten loben lobten
        berichten berichteten freuen freuten schreiben schrieben meinen meinten hoffen hofften resümieren unterstreichen kommentieren
        überzeugt glaubt glaubte prophezeit rechnet beklagt beklagte bekennt bekannte befindet befand appellieren erhofft
        gesagt festgestellt geäußert geschrieben mitgeteilt hinzugefügt""",
    rather="nannte nennt bezeichnete bezeichnet beschrieb beschreibt",
    helpers="hat haben hatte hatten",
    pronouns="er sie",
    according="laut nach zufolge für",
    articles="der die das ein eine sein seine ihr ihre unser unsere unseren unserem unserer seinen seinem ihren ihrem den dem",
    titles="""sekretär sekretärin meister meisterin rat rätin bundesrat bundesrätin bischof bischöfin kardinal pfarrer pfarrerin fürst jägermeister generaldirektor coach teamchef teamchefin obmann obfrau bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin präsident präsidentin vizepräsident vizepräsidentin direktor
        direktorin minister ministerin staatssekretär staatssekretärin senator senatorin sprecher sprecherin pressesprecher pressesprecherin
        leiter leiterin geschäftsführer geschäftsführerin vorstand vorstandsvorsitzender vorstandsvorsitzende vorsitzender vorsitzende
        dezernent dezernentin stadtrat stadträtin landrat landrätin rektor rektorin dekan dekanin professor professorin prof dr forscher
        forscherin gründer gründerin mitgründer chef chefin abgeordneter abgeordnete beauftragter beauftragte referent referentin
        amtsleiter amtsleiterin mitarbeiter mitarbeiterin koordinator koordinatorin ingenieur ingenieurin kassenwart schatzmeister schatzmeisterin experte expertin mitglied trainer trainerin intendant intendantin architekt architektin autor autorin künstler künstlerin kurator kuratorin vertreter vertreterin inhaber inhaberin gesellschafter projektleiter projektleiterin kanzler kanzlerin ministerpräsident ministerpräsidentin manager managerin ceo cto""",
    documents="bericht studie brief gesetz urteil dokument mitteilung text artikel beschluss gericht richtlinie charta gutachten satzung",
    groups="""ministerium regierung universität unternehmen gesellschaft verein stiftung kommission rat institut gewerkschaft agentur bank gruppe
        verband partei landkreis stadt senat behörde kammer gmbh ag community bündnis initiative bewegung kollektiv netzwerk team jury redaktion geschäftsleitung geschäftsführung vorstand""",
    compounds=True,
    named="genannte genannten namens titel motto film buch lied ausstellung programm projekt wort begriff sogenannte sogenannten",
    statement="erklärung stellungnahme worte folgende mitteilung",
    mottos="motto titel slogan claim hashtag leitspruch leitsatz leitsätze leitgedanke leitgedanken wahlspruch leitbild begriff name namen",
    topics="""thema themen frage fragen fragestellung positionspapier papier bericht studie broschüre leitfaden buch film lied ausstellung
        fonds preis wettbewerb netzwerk plattform portal magazin zeitschrift roman gesetz verordnung aktionstag aktionswoche festival siegel
        podcast dokumentation gebiet datenbank gespräch konzert strategie plan abkommen
        programm projekt kampagne initiative veranstaltung vortrag workshop tagung konferenz reihe serie""",
)

_IT = Tongue(
    verbs="""dice detto disse dichiara dichiarato spiega spiegato afferma affermato sottolinea sottolineato commenta commentato aggiunge aggiunto
        conclude concluso ricorda ricordato precisa precisato osserva osservato annuncia annunciato evidenzia evidenziato ribadisce ribadito
        così crede ritiene ritengono pensa dicono commentano sottolineano ricordano aggiungono concludono rilevato rileva auspica auspicato chiede chiesto denuncia
        denunciato replica replicato esulta annunciato rimarca rimarcato puntualizza chiarisce chiarito confermato conferma sottolineando
        aggiungendo ricordando spiegando affermando precisando evidenziando
        continua continuato prosegue proseguito sostiene sostenuto racconta raccontato assicura assicurato dichiarano spiegano affermano""",
    rather="definisce definito considera descrive",
    helpers="ha hanno aveva",
    pronouns="lui lei egli ella loro",
    according="secondo per a|detta|di nelle|parole|di le|parole|di le|parole|della le|parole|del",
    articles="il lo la i gli le un uno una l' l’",
    titles="""sindaco sindaca presidente vicepresidente assessore assessora ministro ministra commissario commissaria direttore direttrice segretario
        segretaria portavoce consigliere consigliera responsabile rettore rettrice professore professoressa ricercatore ricercatrice fondatore
        fondatrice amministratore amministratrice prefetto questore coordinatore coordinatrice capo membro dottore dottoressa""",
    documents="rapporto studio lettera legge decreto documento comunicato testo articolo",
    groups="comune ministero governo regione provincia università azienda società associazione fondazione commissione consiglio istituto agenzia gruppo partito presidenza",
    named="intitolato intitolata chiamato chiamata denominato denominata film libro canzone mostra progetto parola termine fase titolo",
    statement="dichiarazione dichiarazioni comunicato parole seguente messaggio",
    mottos="motto slogan titolo hashtag termine nome",
    topics="bando rassegna ciclo premio festival concorso iniziativa evento spettacolo piano legge tema domanda rapporto studio libro film mostra convegno incontro progetto programma campagna intitolato intitolata denominato denominata chiamato chiamata",
    incises=True,
    drops=True,
)

_PT = Tongue(
    verbs="""disse diz afirmou afirma explicou explica destacou destaca ressaltou ressalta acrescentou acrescenta declarou declara comentou comenta
        concluiu conclui lembrou lembra informou informa anunciou anuncia salientou salienta sublinhou sublinha reforçou reforça observou
        acredita acreditam afirmaram disseram explicaram destacaram informaram relatou relata revelou alertou alerta cobrou criticou elogiou comemorou comemora
        finalizou argumentou apontou aponta frisou frisa esclareceu reiterou reitera garante celebrou prometeu propôs afirmando destacando
        ressaltando explicando acrescentando referiu refere sublinhando adiantou adianta
        observa completou completa contou conta avaliou avalia enfatizou enfatiza defendeu defende pontuou garantiu""",
    rather="classificou descreveu considera considerou",
    helpers="tem tinha",
    pronouns="ele ela eles elas",
    according="segundo de|acordo|com para nas|palavras|de nas|palavras|da nas|palavras|do",
    articles="o a os as um uma",
    titles="""prefeito prefeita presidente presidenta vice-presidente diretor diretora ministro ministra secretário secretária governador governadora
        vereador vereadora deputado deputada senador senadora coordenador coordenadora gerente reitor reitora professor professora pesquisador
        pesquisadora porta-voz chefe superintendente procurador procuradora juiz juíza fundador fundadora membro delegado delegada""",
    documents="relatório estudo carta lei decreto documento comunicado texto artigo",
    groups="prefeitura ministério governo secretaria universidade empresa companhia associação fundação comissão conselho instituto câmara grupo partido",
    named="chamado chamada intitulado intitulada denominado denominada filme livro canção exposição programa projeto palavra termo",
    statement="declaração declarações comunicado palavras seguinte mensagem",
    mottos="lema slogan título hashtag termo nome",
    topics="tema pergunta relatório estudo livro filme exposição palestra evento projeto programa campanha intitulado intitulada denominado denominada chamado chamada",
    incises=True,
    drops=True,
)

_NL = Tongue(
    verbs="""zegt zei vertelt vertelde aldus stelt stelde benadrukt benadrukte verklaart verklaarde vindt vond licht lichtte voegt voegde meldt meldde
        zeggen vertellen benadrukken stellen vinden waarschuwt waarschuwde bevestigt bevestigde hoopt hoopte merkt concludeerde vult
        vulde legt legde geeft gaf besloot vervolgde toegelicht verteld benadrukt verklaard gemeld
        schrijft schreef vervolgt besluit reageert reageerde concludeert gezegd""",
    rather="noemt noemde",
    helpers="heeft hebben",
    pronouns="hij zij ze",
    according="volgens",
    articles="de het een zijn haar onze",
    titles="""burgemeester wethouder voorzitter vicevoorzitter directeur minister staatssecretaris secretaris woordvoerder raadslid commissaris
        hoogleraar professor onderzoeker onderzoeksleider projectleider manager oprichter medeoprichter rector decaan gedeputeerde lid""",
    documents="rapport onderzoek brief wet besluit document bericht tekst artikel",
    groups="gemeente ministerie regering universiteit bedrijf vereniging stichting commissie raad instituut bank groep provincie politie",
    named="genaamd getiteld titel film boek lied tentoonstelling programma project woord begrip",
    statement="verklaring reactie woorden volgende bericht",
    mottos="motto slogan titel begrip naam",
    topics="thema vraag rapport boek film tentoonstelling programma project campagne getiteld genaamd",
)

_TONGUES = {"en": _EN, "es": _ES, "fr": _FR, "de": _DE, "it": _IT, "pt": _PT, "nl": _NL}


def tongue_of(language: str) -> Tongue:
    """The words of a language, English where we have none."""
    return _TONGUES.get(language.split("-")[0].split("_")[0].lower(), _EN)


@functools.cache
def words(listed: str) -> frozenset[str]:
    """The words of one of a Tongue's lists, phrases with spaces."""
    return frozenset(part.replace("|", " ") for part in listed.split())
