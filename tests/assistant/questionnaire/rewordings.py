"""Questions as other questionnaires put them, with the indicator of the shipped framework that each asks."""

from __future__ import annotations

# Either id is right where the framework asks nearly the same twice.
SAME: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Can foreigners get emergency medical treatment like citizens do?", ("SDG-1a", "D1-01")),
    ("Are public schools open to the children of migrants as to local children?", ("D1-02", "SDG-1b")),
    ("Does labour law guarantee migrants the same wage for the same job?", ("SDG-1c",)),
    ("Does the country have a ministry or agency in charge of implementing migration policy?", ("SDG-2a", "D2-02")),
    ("Is there a body in which several ministries coordinate on migration?", ("SDG-3a", "D2-03")),
    ("Has the country concluded readmission agreements?", ("SDG-3d", "D3-07")),
    ("Are social security benefits portable to other countries?", ("SDG-4b", "D1-06")),
    ("Does the government promote cheaper and safer money transfers by migrants?", ("D4-13", "SDG-4d")),
    ("Are there measures to combat xenophobia and racism against migrants?", ("D1-07",)),
    ("Do non-citizens living in the country have the right to vote at municipal level?", ("D1-16",)),
    ("How long must a foreigner have lived in the country before applying for citizenship?", ("D1-14",)),
    ("Are migration statistics disaggregated by gender?", ("D2-16",)),
    ("Are migrants detained only as a measure of last resort?", ("D6-05",)),
    ("Existence of a national action plan to fight human trafficking", ("D6-12", "SDG-6e")),
    ("Are there reintegration programmes for nationals who return?", ("D6-15",)),
    ("Is there a statelessness determination procedure?", ("D5-13",)),
    ("Which jobs are closed to foreign nationals?", ("D1-10",)),
    ("¿Cuenta el país con un procedimiento para reconocer la apatridia?", ("D5-13",)),
    ("¿Qué profesiones no pueden ejercer los extranjeros?", ("D1-10",)),
    ("¿Tienen los extranjeros derecho al voto en elecciones municipales?", ("D1-16",)),
    ("¿Existe una política nacional contra la discriminación y la xenofobia?", ("D1-07",)),
    ("¿Hay un plan nacional para combatir la trata de personas?", ("D6-12", "SDG-6e")),
    ("¿Se usan datos biométricos en los puestos fronterizos?", ("D6-03",)),
    (
        "¿La estrategia de reducción del riesgo de desastres menciona a los migrantes y el desplazamiento?",
        ("D5-09", "SDG-5d"),
    ),
    ("¿Se reconocen los diplomas y títulos universitarios extranjeros?", ("D4-10", "SDG-4c")),
    ("¿Hay medidas para reducir el costo del envío de remesas?", ("D4-13", "SDG-4d")),
    (
        "¿Participan las organizaciones de la sociedad civil en la formulación de la política migratoria?",
        ("D3-10", "SDG-3e"),
    ),
    ("¿Publica el gobierno estadísticas migratorias desagregadas por sexo?", ("D2-16",)),
    ("¿Reciben formación los funcionarios públicos en temas de gobernanza de la migración?", ("D2-04",)),
    ("¿Existe un mecanismo de coordinación con los gobiernos locales en materia migratoria?", ("D2-13",)),
    ("¿Pagan los estudiantes internacionales la misma matrícula que los nacionales en la universidad?", ("D4-11",)),
    ("¿Qué medidas protegen a los niños migrantes no acompañados?", ("D6-09", "SDG-6c")),
)
OTHER: tuple[str, ...] = (
    "What is the annual budget of the ministry of education?",
    "How many hospitals does the capital have?",
    "Is there a national policy on renewable energy?",
    "Does the central bank publish inflation forecasts?",
    "Name and position of the person who completed this form",
    "Which ministry is responsible for road safety?",
    "Is there a law on the protection of personal data of consumers?",
    "¿Existe una estrategia nacional de biodiversidad?",
    "¿Cuántos kilómetros de carretera asfaltada tiene el país?",
    "¿Se publica el presupuesto del Estado en formato abierto?",
    "¿Hay un plan nacional de vacunación para la población adulta mayor?",
    "¿Cuál es el correo electrónico de la persona de contacto?",
)
